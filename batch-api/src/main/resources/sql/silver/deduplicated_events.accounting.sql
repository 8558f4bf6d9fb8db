-- What became of each delivery of the increment, as seen in ${target}:
-- it is the one that silver holds, or it repeats that one (the same step of the session),
-- or it is another event that happens to have the same id.
SELECT
  count(*) AS rows_read,
  count_if(copies IS NULL) AS not_in_output,
  count_if(copies > 1) AS held_repeatedly,
  count_if(same_delivery) AS held_deliveries,
  count_if(NOT same_delivery AND same_step) AS duplicates,
  count_if(NOT same_delivery AND NOT same_step) AS collisions
FROM (
  SELECT
    held.copies,
    delivery._kafka_partition <=> held._kafka_partition
      AND delivery._kafka_offset <=> held._kafka_offset AS same_delivery,
    delivery.step <=> held.step AS same_step
  FROM (
    SELECT event_id, _kafka_partition, _kafka_offset, ${sequence_field} AS step FROM increment
  ) AS delivery
  LEFT JOIN (
    SELECT
      event_id,
      count(*) AS copies,
      min(_kafka_partition) AS _kafka_partition,
      min(_kafka_offset) AS _kafka_offset,
      min(${sequence_field}) AS step
    FROM ${target}
    WHERE ${dates}
    GROUP BY event_id
  ) AS held ON held.event_id = delivery.event_id
)
