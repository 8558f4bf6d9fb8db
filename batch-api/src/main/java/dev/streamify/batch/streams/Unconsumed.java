package dev.streamify.batch.streams;

import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.tables.LoadedTable;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.util.SnapshotUtil;

/** Rows of an input that its output has not consumed, told by the summaries of snapshots. */
final class Unconsumed {
  private Unconsumed() {}

  /** How many there are; absent when the way from the consumed snapshot to the current is lost. */
  static Optional<Long> rows(LoadedTable input, LoadedTable output) {
    Optional<ConsumedMark> mark = ConsumedMark.latest(output.table(), input.name());
    if (input.current().isEmpty()) {
      return Optional.of(0L);
    }
    if (mark.isEmpty() || hadNothing(mark.get())) {
      return Optional.of(input.rows());
    }
    return mark.get().tableUuid().equals(input.table().uuid().toString())
        ? appendedAfter(mark.get(), input)
        : Optional.empty();
  }

  /** The input was empty then; snapshots are numbered from 1. */
  private static boolean hadNothing(ConsumedMark mark) {
    return mark.sequenceNumber() == 0;
  }

  private static Optional<Long> appendedAfter(ConsumedMark mark, LoadedTable input) {
    long rows = 0;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(input.table())) {
      if (snapshot.snapshotId() == mark.snapshotId()) {
        return Optional.of(rows);
      }
      String added = snapshot.summary().get(SnapshotSummary.ADDED_RECORDS_PROP);
      switch (snapshot.operation()) {
        case DataOperations.APPEND -> rows += added == null ? 0 : Long.parseLong(added);
        case DataOperations.REPLACE, DataOperations.DELETE -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
