-- What became of each event of bronze that silver has had the chance to read. An event is a step of a session: the same event_id with
-- another step is another event, a collision, which silver leaves out. Every delivery of an event
-- but one is a duplicate.
SELECT
  coalesce(sum(deliveries), 0) AS bronze_rows,
  (SELECT count(*) FROM ${silver}) AS silver_rows,
  count_if(copies IS NULL) AS not_in_silver,
  count_if(copies > 1) AS held_repeatedly,
  coalesce(sum(deliveries - 1), 0) AS duplicates,
  count_if(copies IS NOT NULL AND NOT same_step) AS collisions
FROM (
  SELECT event.deliveries, held.copies, event.step <=> held.step AS same_step
  FROM (
    SELECT event_id, ${sequence_field} AS step, count(*) AS deliveries
    FROM ${consumed}
    GROUP BY event_id, ${sequence_field}
  ) AS event
  LEFT JOIN (
    SELECT event_id, count(*) AS copies, min(${sequence_field}) AS step
    FROM ${silver}
    GROUP BY event_id
  ) AS held ON held.event_id = event.event_id
)
