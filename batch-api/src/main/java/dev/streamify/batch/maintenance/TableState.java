package dev.streamify.batch.maintenance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * How large a table is, told by its metadata.
 *
 * @param rows rows
 * @param dataFiles data files
 * @param deleteFiles delete files
 * @param bytes their size together, bytes
 * @param manifests manifests of the current snapshot
 * @param snapshots snapshots that are kept
 */
record TableState(
    long rows, long dataFiles, long deleteFiles, long bytes, long manifests, long snapshots) {
  private static final TableState EMPTY = new TableState(0, 0, 0, 0, 0, 0);

  static TableState of(Table table) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return EMPTY;
    }
    Map<String, String> summary = current.summary();
    return new TableState(
        number(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
        number(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP),
        number(summary, SnapshotSummary.TOTAL_DELETE_FILES_PROP),
        number(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
        current.allManifests(table.io()).size(),
        StreamSupport.stream(table.snapshots().spliterator(), false).count());
  }

  private static long number(Map<String, String> summary, String key) {
    return Long.parseLong(summary.getOrDefault(key, "0"));
  }

  /** In the names in which it is told. */
  Map<String, Long> told() {
    Map<String, Long> told = new LinkedHashMap<>();
    told.put("rows", rows);
    told.put("data_files", dataFiles);
    told.put("delete_files", deleteFiles);
    told.put("bytes", bytes);
    told.put("average_file_bytes", dataFiles == 0 ? 0 : bytes / dataFiles);
    told.put("manifests", manifests);
    told.put("snapshots", snapshots);
    return told;
  }
}
