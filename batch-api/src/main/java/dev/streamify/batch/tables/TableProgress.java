package dev.streamify.batch.tables;

import dev.streamify.batch.catalog.NewestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Follows the commits of a table from look to look. Cost: nothing without a new commit, else the
 * manifests that the new ones wrote.
 *
 * <p>One thread looks, any may read.
 */
public final class TableProgress {
  /** Of commits that were made while nobody looked, so many are read. */
  private static final int MOST_READ = 20;

  private final Optional<String> timeColumn;
  private Optional<Long> seen = Optional.empty();
  private volatile Optional<Instant> newestRow = Optional.empty();
  private volatile Duration ingestionLag = Duration.ZERO;
  private long commits;
  private long files;

  /**
   * Follows nothing yet.
   *
   * @param timeColumn the column that tells when a row was processed, if the table has one
   */
  public TableProgress(Optional<String> timeColumn) {
    this.timeColumn = timeColumn;
  }

  /** Takes a look; always at the same table. */
  public void look(LoadedTable table) {
    Optional<Long> current = table.current().map(Snapshot::snapshotId);
    if (current.isEmpty() || current.equals(seen)) {
      return;
    }
    List<Snapshot> fresh = unseen(table);
    if (seen.isPresent()) {
      fresh.forEach(this::count);
    }
    // The oldest first: a row that was processed later has the last word.
    for (int i = Math.min(fresh.size(), MOST_READ) - 1; i >= 0; i--) {
      Snapshot snapshot = fresh.get(i);
      timeColumn
          .flatMap(column -> NewestTime.added(table.table(), snapshot, column))
          .ifPresent(newest -> newest(newest, snapshot));
    }
    seen = current;
  }

  /** Commits that changed rows, newest first, down to the one that was seen last. */
  private List<Snapshot> unseen(LoadedTable table) {
    List<Snapshot> fresh = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table.table())) {
      if (seen.equals(Optional.of(snapshot.snapshotId()))) {
        break;
      }
      if (!DataOperations.REPLACE.equals(snapshot.operation())) {
        fresh.add(snapshot);
        if (seen.isEmpty()) {
          break;
        }
      }
    }
    return fresh;
  }

  private void count(Snapshot snapshot) {
    commits++;
    files += Summaries.number(snapshot.summary(), SnapshotSummary.ADDED_FILES_PROP).orElse(0L);
  }

  private void newest(Instant row, Snapshot snapshot) {
    Duration lag = Duration.between(row, Instant.ofEpochMilli(snapshot.timestampMillis()));
    ingestionLag = lag.isNegative() ? Duration.ZERO : lag;
    newestRow = newestRow.filter(row::isBefore).or(() -> Optional.of(row));
  }

  /** When the newest row was processed; absent as long as none is known. */
  public Optional<Instant> newestRow() {
    return newestRow;
  }

  /** From the processing of a row to the commit that brought it, of the newest commit. */
  public Optional<Duration> ingestionLag() {
    return newestRow.map(known -> ingestionLag);
  }

  /** Commits that changed rows, since the first look. */
  public long commits() {
    return commits;
  }

  /** Files that these added. */
  public long files() {
    return files;
  }
}
