-- Per partition of the raw topic: how many deliveries landed, and on how many different offsets; and
-- the same of those that landed long enough ago that whatever lies before them has landed, too.
-- Offsets are counted in bitmaps of 32,768, so that next to nothing is shuffled.
SELECT
  raw_partition,
  max(last_offset) AS last_offset,
  sum(deliveries) AS deliveries,
  sum(dead_letters) AS dead_letters,
  sum(offsets) AS offsets,
  coalesce(max(settled_last_offset), -1) AS settled_last_offset,
  coalesce(sum(settled_offsets), 0) AS settled_offsets
FROM (
  SELECT
    raw_partition,
    max(raw_offset) AS last_offset,
    count(*) AS deliveries,
    count_if(dead) AS dead_letters,
    bitmap_count(bitmap_construct_agg(bitmap_bit_position(raw_offset))) AS offsets,
    max(raw_offset) FILTER (WHERE settled) AS settled_last_offset,
    bitmap_count(
      bitmap_construct_agg(bitmap_bit_position(raw_offset)) FILTER (WHERE settled)
    ) AS settled_offsets
  FROM (
    SELECT
      _kafka_partition AS raw_partition,
      _kafka_offset AS raw_offset,
      false AS dead,
      coalesce(_processing_time <= ${settled}, true) AS settled
    FROM ${bronze}
    UNION ALL
    SELECT source_partition, source_offset, true, coalesce(rejected_at <= ${settled}, true)
    FROM ${dead_letters}
  )
  GROUP BY raw_partition, bitmap_bucket_number(raw_offset)
)
GROUP BY raw_partition
ORDER BY raw_partition
