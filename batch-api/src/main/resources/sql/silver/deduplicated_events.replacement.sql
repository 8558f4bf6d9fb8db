-- Makes the dates anew: what they held is gone when the branch is published.
INSERT INTO ${target} REPLACE WHERE ${dates}
${first_deliveries}
