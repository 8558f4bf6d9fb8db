package dev.streamify.batch.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rows of a table, pinned to snapshots so that a run sees the same rows however often it reads.
 *
 * @param table name with catalog and namespace, as SQL has it
 * @param version the snapshot that is read; absent for the current one
 * @param options the reader's options
 * @param where condition on the rows, absent for all
 */
public record TableScan(
    String table, Optional<Long> version, Map<String, String> options, Optional<String> where) {
  /** Copies the options. */
  public TableScan {
    options = Map.copyOf(options);
  }

  /** All rows as of a snapshot. */
  public static TableScan at(String table, long snapshotId) {
    return new TableScan(table, Optional.of(snapshotId), Map.of(), Optional.empty());
  }

  /** The rows appended after one snapshot, up to and with another. */
  public static TableScan appended(String table, long afterSnapshotId, long toSnapshotId) {
    return new TableScan(
        table,
        Optional.empty(),
        Map.of(
            "start-snapshot-id", Long.toString(afterSnapshotId),
            "end-snapshot-id", Long.toString(toSnapshotId)),
        Optional.empty());
  }

  /** No rows, with the table's columns. */
  public static TableScan nothing(String table) {
    return new TableScan(table, Optional.empty(), Map.of(), Optional.of("false"));
  }

  /** The same scan, for those rows only for which a further condition holds. */
  public TableScan and(String condition) {
    return new TableScan(
        table,
        version,
        options,
        Optional.of(
            where.map(first -> "(%s) AND (%s)".formatted(first, condition)).orElse(condition)));
  }

  /** As a relation in SQL. */
  public String sql() {
    String pinned = version.map(id -> " VERSION AS OF " + id).orElse("");
    String with =
        options.isEmpty()
            ? ""
            : new TreeMap<>(options)
                .entrySet().stream()
                    .map(option -> "'%s'='%s'".formatted(option.getKey(), option.getValue()))
                    .collect(Collectors.joining(", ", " WITH (", ")"));
    String filter = where.map(condition -> " WHERE " + condition).orElse("");
    return "(SELECT * FROM " + table + pinned + with + filter + ")";
  }
}
