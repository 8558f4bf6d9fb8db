-- Appends to ${target} the first delivery of each event of the increment that ${known} lacks.
-- Nothing is ever updated, so an insert behind an anti-join does what a MERGE would, for less.
INSERT INTO ${target} (${columns})
SELECT ${columns}
FROM (
  SELECT
    ${columns},
    row_number() OVER (
      PARTITION BY event_id
      ORDER BY _processing_time, _kafka_partition, _kafka_offset
    ) AS delivery_number
  FROM increment
  WHERE NOT EXISTS (
    SELECT 1
    FROM (SELECT event_id AS known_id FROM ${known} WHERE ${dates})
    WHERE known_id = increment.event_id
  )
)
WHERE delivery_number = 1
