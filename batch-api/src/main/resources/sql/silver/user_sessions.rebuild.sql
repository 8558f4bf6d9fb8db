-- Makes all sessions anew.
INSERT INTO ${target} REPLACE WHERE true
SELECT ${columns} FROM (${sessions})
