package dev.streamify.batch.engine;

import java.util.Map;
import java.util.Optional;

/**
 * Rows of a table, pinned to snapshots so that a run sees the same rows however often it reads.
 *
 * @param table name with catalog and namespace
 * @param options the reader's options
 * @param where condition on the rows, absent for all
 */
public record TableScan(String table, Map<String, String> options, Optional<String> where) {
  /** Copies the options. */
  public TableScan {
    options = Map.copyOf(options);
  }

  /** All rows as of a snapshot. */
  public static TableScan at(String table, long snapshotId) {
    return new TableScan(table, Map.of("versionAsOf", Long.toString(snapshotId)), Optional.empty());
  }

  /** The rows appended after one snapshot, up to and with another. */
  public static TableScan appended(String table, long afterSnapshotId, long toSnapshotId) {
    return new TableScan(
        table,
        Map.of(
            "start-snapshot-id", Long.toString(afterSnapshotId),
            "end-snapshot-id", Long.toString(toSnapshotId)),
        Optional.empty());
  }

  /** No rows, with the table's columns. */
  public static TableScan nothing(String table) {
    return new TableScan(table, Map.of(), Optional.of("false"));
  }

  /** The same scan, for those rows only for which a further condition holds. */
  public TableScan and(String condition) {
    return new TableScan(
        table,
        options,
        Optional.of(
            where.map(first -> "(%s) AND (%s)".formatted(first, condition)).orElse(condition)));
  }
}
