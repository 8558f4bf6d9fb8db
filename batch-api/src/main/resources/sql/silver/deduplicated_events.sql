-- Each delivery of the increment with what becomes of it: 'inserted' when it is the first one of an
-- event that silver lacks, 'present' when it is the very one that silver holds, 'duplicate' when it
-- repeats the one that silver holds or will hold (the same step of the session), 'collision' when
-- that one is another event which happens to have the same id.
SELECT
  ${values},
  CASE
    WHEN known_id IS NOT NULL THEN
      CASE WHEN is_known_delivery THEN 'present' WHEN is_known_step THEN 'duplicate' ELSE 'collision' END
    WHEN delivery_number = 1 THEN 'inserted'
    WHEN is_first_delivery THEN 'present'
    WHEN is_first_step THEN 'duplicate'
    ELSE 'collision'
  END AS outcome
FROM (
  SELECT
    *,
    row_number() OVER deliveries AS delivery_number,
    first_value(${sequence_field}) OVER deliveries <=> ${sequence_field} AS is_first_step,
    first_value(_processing_time) OVER deliveries <=> _processing_time
      AND first_value(_kafka_partition) OVER deliveries <=> _kafka_partition
      AND first_value(_kafka_offset) OVER deliveries <=> _kafka_offset AS is_first_delivery
  FROM ${deliveries}
  WINDOW deliveries AS (
    PARTITION BY event_id
    ORDER BY _processing_time, _kafka_partition, _kafka_offset
  )
)
