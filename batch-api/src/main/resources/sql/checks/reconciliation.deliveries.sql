-- Per partition of the raw topic: how many deliveries landed, and on how many different offsets.
-- Offsets are counted in bitmaps of 32,768, so that next to nothing is shuffled.
SELECT
  raw_partition,
  max(last_offset) AS last_offset,
  sum(deliveries) AS deliveries,
  sum(dead_letters) AS dead_letters,
  sum(offsets) AS offsets
FROM (
  SELECT
    raw_partition,
    max(raw_offset) AS last_offset,
    count(*) AS deliveries,
    count_if(dead) AS dead_letters,
    bitmap_count(bitmap_construct_agg(bitmap_bit_position(raw_offset))) AS offsets
  FROM (
    SELECT _kafka_partition AS raw_partition, _kafka_offset AS raw_offset, false AS dead FROM ${bronze}
    UNION ALL
    SELECT source_partition, source_offset, true FROM ${dead_letters}
  )
  GROUP BY raw_partition, bitmap_bucket_number(raw_offset)
)
GROUP BY raw_partition
ORDER BY raw_partition
