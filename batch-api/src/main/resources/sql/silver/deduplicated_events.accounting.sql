-- What became of each delivery of the increment, as seen in the output: it is the one that silver
-- holds, or it repeats that one (the same step of the session), or it is another event that happens
-- to have the same id. Ids that silver holds and the increment does not have are looked at only for
-- being there twice.
SELECT
  count(delivered) AS rows_read,
  count_if(delivered AND copies IS NULL) AS not_in_output,
  count_if(copies > 1) AS held_repeatedly,
  count_if(delivered AND same_delivery) AS held_deliveries,
  count_if(delivered AND NOT same_delivery AND same_step) AS duplicates,
  count_if(delivered AND NOT same_delivery AND NOT same_step) AS collisions
FROM (
  SELECT
    delivery.delivered,
    held.copies,
    delivery._kafka_partition <=> held._kafka_partition
      AND delivery._kafka_offset <=> held._kafka_offset
      AND delivery._processing_time <=> held._processing_time AS same_delivery,
    delivery.step <=> held.step AS same_step
  FROM (
    SELECT
      true AS delivered,
      event_id,
      _processing_time,
      _kafka_partition,
      _kafka_offset,
      ${sequence_field} AS step
    FROM ${increment}
  ) AS delivery
  FULL OUTER JOIN (
    SELECT
      event_id,
      count(*) AS copies,
      min(_processing_time) AS _processing_time,
      min(_kafka_partition) AS _kafka_partition,
      min(_kafka_offset) AS _kafka_offset,
      min(${sequence_field}) AS step
    FROM ${target}
    WHERE ${dates}
    GROUP BY event_id
  ) AS held ON held.event_id = delivery.event_id
)
