-- The first runs of offsets that landed nowhere.
SELECT raw_partition, first_missing, next_offset - 1 AS last_missing
FROM (
  SELECT
    raw_partition,
    raw_offset + 1 AS first_missing,
    lead(raw_offset) OVER (PARTITION BY raw_partition ORDER BY raw_offset) AS next_offset
  FROM (
    SELECT _kafka_partition AS raw_partition, _kafka_offset AS raw_offset FROM ${bronze}
    UNION
    SELECT source_partition, source_offset FROM ${dead_letters}
    UNION
    -- What stands before the first offset, so that a hole at the beginning shows.
    SELECT DISTINCT _kafka_partition, -1 FROM ${bronze}
    UNION
    SELECT DISTINCT source_partition, -1 FROM ${dead_letters}
  )
)
WHERE next_offset > first_missing
ORDER BY raw_partition, first_missing
LIMIT ${limit}
