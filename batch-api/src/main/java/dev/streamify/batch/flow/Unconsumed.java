package dev.streamify.batch.flow;

import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.tables.LoadedTable;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Rows of an input that its output has not consumed, told by the summaries of snapshots.
 *
 * @param rows how many there are
 * @param since commit time of the first of them, UTC; absent when there are none
 */
public record Unconsumed(long rows, Optional<Instant> since) {
  private static final Unconsumed NOTHING = new Unconsumed(0, Optional.empty());

  /** What there is; absent when the way from the consumed snapshot to the current is lost. */
  public static Optional<Unconsumed> of(LoadedTable input, LoadedTable output) {
    Optional<ConsumedMark> mark = ConsumedMark.latest(output.table(), input.name());
    if (input.current().isEmpty()) {
      return Optional.of(NOTHING);
    }
    if (mark.isEmpty() || hadNothing(mark.get())) {
      return Optional.of(new Unconsumed(input.rows(), firstChange(input)));
    }
    return mark.get().tableUuid().equals(input.table().uuid().toString())
        ? appendedAfter(mark.get(), input)
        : Optional.empty();
  }

  /** The input was empty then; snapshots are numbered from 1. */
  private static boolean hadNothing(ConsumedMark mark) {
    return mark.sequenceNumber() == 0;
  }

  private static Optional<Instant> firstChange(LoadedTable input) {
    Optional<Instant> first = Optional.empty();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(input.table())) {
      if (!DataOperations.REPLACE.equals(snapshot.operation())) {
        first = Optional.of(committed(snapshot));
      }
    }
    return first;
  }

  private static Optional<Unconsumed> appendedAfter(ConsumedMark mark, LoadedTable input) {
    Unconsumed found = NOTHING;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(input.table())) {
      if (snapshot.snapshotId() == mark.snapshotId()) {
        return Optional.of(found);
      }
      switch (snapshot.operation()) {
        case DataOperations.APPEND -> found = found.with(snapshot);
        case DataOperations.REPLACE, DataOperations.DELETE -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private Unconsumed with(Snapshot snapshot) {
    String added = snapshot.summary().get(SnapshotSummary.ADDED_RECORDS_PROP);
    return added == null
        ? this
        : new Unconsumed(rows + Long.parseLong(added), Optional.of(committed(snapshot)));
  }

  private static Instant committed(Snapshot snapshot) {
    return Instant.ofEpochMilli(snapshot.timestampMillis());
  }
}
