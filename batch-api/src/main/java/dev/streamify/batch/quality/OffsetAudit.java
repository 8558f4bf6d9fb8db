package dev.streamify.batch.quality;

import static dev.streamify.contract.EnrichmentColumns.KAFKA_OFFSET;
import static dev.streamify.contract.EnrichmentColumns.KAFKA_PARTITION;
import static dev.streamify.contract.EnrichmentColumns.PROCESSING_TIME;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.jobs.Rule;
import dev.streamify.contract.DeadLetter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Whether offsets of the raw topic are missing among those that a run has read: in bronze they
 * follow each other, together with those of the dead letters.
 *
 * <p>Files of other times have other offsets and are passed over by their bounds, so the cost is
 * that of the increment.
 */
final class OffsetAudit {
  private final Audited audited;
  private final Lakehouse lakehouse;
  private final Clock clock;

  OffsetAudit(Audited audited, Lakehouse lakehouse, Clock clock) {
    this.audited = audited;
    this.lakehouse = lakehouse;
    this.clock = clock;
  }

  Finding find(Rule.OffsetHoles rule) {
    if (audited.read().size() != 1
        || !(audited.read().get(0).increment() instanceof Increment.Rows rows)
        || rows.coverage() == Increment.Coverage.DATES) {
      return new Finding.Nothing("offsets say nothing about dates");
    }
    List<Map<String, Object>> ranges = ranges(rows.scan(), clock.instant().minus(rule.settled()));
    if (ranges.isEmpty()) {
      return new Finding.Nothing("all rows are younger than " + rule.settled());
    }
    TableScan delivered =
        TableScan.at(Sql.table(audited.read().get(0).name()), rows.snapshotId())
            .and(within(ranges, KAFKA_PARTITION, KAFKA_OFFSET));
    long expected = ranges.stream().mapToLong(OffsetAudit::length).sum();
    long found =
        audited.session().query(distinctOffsets(delivered, rejected(ranges))).stream()
            .mapToLong(row -> number(row, "offsets"))
            .sum();
    return Finding.counted(expected - found, expected, "offsets of the raw topic");
  }

  private List<Map<String, Object>> ranges(TableScan increment, Instant until) {
    return audited
        .session()
        .query(
            """
            SELECT %1$s AS raw_partition, min(%2$s) AS first_offset, max(%2$s) AS last_offset
            FROM %3$s WHERE %4$s <= %5$s AND %1$s IS NOT NULL AND %2$s IS NOT NULL
            GROUP BY %1$s
            """
                .formatted(
                    Sql.name(KAFKA_PARTITION),
                    Sql.name(KAFKA_OFFSET),
                    increment.sql(),
                    Sql.name(PROCESSING_TIME),
                    Sql.timestamp(until)));
  }

  private TableScan rejected(List<Map<String, Object>> ranges) {
    String deadLetters = DeadLetter.bronzeTable().name();
    Table table = lakehouse.requireTable(deadLetters);
    Snapshot current = table.currentSnapshot();
    TableScan scan =
        current == null
            ? TableScan.nothing(Sql.table(deadLetters))
            : TableScan.at(Sql.table(deadLetters), current.snapshotId());
    String stream = audited.job().stream().orElseThrow().name();
    return scan.and(Sql.name(DeadLetter.STREAM) + " = " + Sql.text(stream))
        .and(within(ranges, DeadLetter.SOURCE_PARTITION, DeadLetter.SOURCE_OFFSET));
  }

  private static String within(List<Map<String, Object>> ranges, String partition, String offset) {
    return ranges.stream()
        .map(
            range ->
                "(%s = %d AND %s BETWEEN %d AND %d)"
                    .formatted(
                        Sql.name(partition),
                        number(range, "raw_partition"),
                        Sql.name(offset),
                        number(range, "first_offset"),
                        number(range, "last_offset")))
        .collect(Collectors.joining(" OR "));
  }

  /** Counted in bitmaps of 32,768 offsets, so that next to nothing is shuffled. */
  private static String distinctOffsets(TableScan delivered, TableScan rejected) {
    return """
        SELECT bitmap_count(bitmap_construct_agg(bitmap_bit_position(raw_offset))) AS offsets
        FROM (
          SELECT %s AS raw_partition, %s AS raw_offset FROM %s
          UNION ALL
          SELECT %s, %s FROM %s
        )
        GROUP BY raw_partition, bitmap_bucket_number(raw_offset)
        """
        .formatted(
            Sql.name(KAFKA_PARTITION),
            Sql.name(KAFKA_OFFSET),
            delivered.sql(),
            Sql.name(DeadLetter.SOURCE_PARTITION),
            Sql.name(DeadLetter.SOURCE_OFFSET),
            rejected.sql());
  }

  private static long length(Map<String, Object> range) {
    return number(range, "last_offset") - number(range, "first_offset") + 1;
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }
}
