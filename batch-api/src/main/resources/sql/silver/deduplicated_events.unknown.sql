-- What of the increment is not in silver yet. An event of one id has one date, so only those dates
-- are looked at.
(
  SELECT *
  FROM ${increment} AS increment
  WHERE NOT EXISTS (
    SELECT 1
    FROM (SELECT event_id AS known_id FROM ${target} WHERE ${dates})
    WHERE known_id = increment.event_id
  )
)
