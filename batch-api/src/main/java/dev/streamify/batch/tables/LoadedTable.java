package dev.streamify.batch.tables;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * A table as it was at one moment; it never changes.
 *
 * @param name name within the namespace
 * @param table the table at that moment
 * @param source where it came from: a catalog closes a table's files with it
 */
public record LoadedTable(String name, Table table, Table source) {
  /** The current snapshot of main; absent as long as nothing was written. */
  public Optional<Snapshot> current() {
    return Optional.ofNullable(table.currentSnapshot());
  }

  /**
   * The newest commit of main that brought, changed or deleted rows. Maintenance only moves them,
   * and must not make a table look fresh that nothing reaches any more.
   */
  public Optional<Instant> lastChange() {
    return StreamSupport.stream(SnapshotUtil.currentAncestors(table).spliterator(), false)
        .filter(snapshot -> !DataOperations.REPLACE.equals(snapshot.operation()))
        .findFirst()
        .map(snapshot -> Instant.ofEpochMilli(snapshot.timestampMillis()));
  }

  /** Rows of the current snapshot. */
  public long rows() {
    return Summaries.number(current(), SnapshotSummary.TOTAL_RECORDS_PROP);
  }

  /** Data files of the current snapshot. */
  public long files() {
    return Summaries.number(current(), SnapshotSummary.TOTAL_DATA_FILES_PROP);
  }

  /** Size of these, in bytes. */
  public long bytes() {
    return Summaries.number(current(), SnapshotSummary.TOTAL_FILE_SIZE_PROP);
  }

  /** Mean size of these, bytes; 0 without any. */
  public long averageFileBytes() {
    return files() == 0 ? 0 : bytes() / files();
  }

  /** Snapshots kept, of all branches. */
  public int snapshots() {
    return ((HasTableOperations) table).operations().current().snapshots().size();
  }
}
