-- The days of the sessions anew: those that had to be made anew, and those that stay.
SELECT ${columns} FROM (${sessions})
UNION ALL
SELECT ${columns}
FROM ${staying}
WHERE NOT EXISTS (
  SELECT 1 FROM (SELECT session_id AS touched_id FROM (${touched})) WHERE touched_id = session_id
)
