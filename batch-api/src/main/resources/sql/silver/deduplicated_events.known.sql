-- The increment beside what silver holds of the same ids. An event of one id has one date, so only
-- those dates are looked at; and of them only the ids of the increment, by a hash of them, so that
-- nothing of the size of silver is shuffled.
(
  SELECT
    delivery.*,
    known_id,
    known_time <=> _processing_time
      AND known_partition <=> _kafka_partition
      AND known_offset <=> _kafka_offset AS is_known_delivery,
    known_step <=> ${sequence_field} AS is_known_step
  FROM ${increment} AS delivery
  LEFT JOIN (
    SELECT ${hint}
      event_id AS known_id,
      _processing_time AS known_time,
      _kafka_partition AS known_partition,
      _kafka_offset AS known_offset,
      ${sequence_field} AS known_step
    FROM ${silver} AS held
    LEFT SEMI JOIN (SELECT xxhash64(event_id) AS id_hash FROM ${increment}) AS wanted
      ON wanted.id_hash = xxhash64(held.event_id)
  ) ON known_id = event_id
)
