-- The first delivery of each event.
SELECT ${values}
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY event_id
      ORDER BY _processing_time, _kafka_partition, _kafka_offset
    ) AS delivery_number
  FROM ${deliveries}
)
WHERE delivery_number = 1
