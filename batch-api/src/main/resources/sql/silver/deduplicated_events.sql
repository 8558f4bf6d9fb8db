-- Nothing is ever updated, so an insert behind an anti-join does what a MERGE would, for less.
INSERT INTO ${target} (${columns})
${first_deliveries}
