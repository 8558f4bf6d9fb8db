package dev.streamify.batch.maintenance;

import dev.streamify.batch.increments.ConsumedMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * How much of a table's history somebody finds his place by. All of them go from the current
 * snapshot to its parent and on, so the whole way to what they look for has to stay.
 */
final class RetainedHistory {
  /**
   * Where the Iceberg sink keeps up to where it has committed. Without it the sink would begin at
   * the start of its control topic and append again what is there (apache/iceberg#18006).
   */
  private static final String SINK_OFFSETS = "kafka.connect.offsets.";

  private final List<Snapshot> newestFirst = new ArrayList<>();

  RetainedHistory(Table table) {
    SnapshotUtil.currentAncestors(table).forEach(newestFirst::add);
  }

  /**
   * A table that is made of this one.
   *
   * @param output that table
   * @param input this table's name
   */
  record Reader(Table output, String input) {}

  /**
   * How many of the newest snapshots have to stay.
   *
   * @param readers who reads what was appended since the last time
   * @param readersSince a reader that has not come since then reads whole dates instead
   */
  int length(List<Reader> readers, Instant readersSince) {
    int length = 1;
    length = Math.max(length, lengthTo(this::hasSinkOffsets));
    length = Math.max(length, lengthTo(this::hasOwnMark));
    for (Reader reader : readers) {
      OptionalInt read =
          ConsumedMark.latest(reader.output(), reader.input()).stream()
              .mapToInt(mark -> lengthTo(snapshot -> snapshot.snapshotId() == mark.snapshotId()))
              .findFirst();
      if (read.isPresent() && read.getAsInt() > 0) {
        Instant consumed =
            Instant.ofEpochMilli(newestFirst.get(read.getAsInt() - 1).timestampMillis());
        length = consumed.isBefore(readersSince) ? length : Math.max(length, read.getAsInt());
      }
    }
    return length;
  }

  private boolean hasSinkOffsets(Snapshot snapshot) {
    return snapshot.summary().keySet().stream().anyMatch(key -> key.startsWith(SINK_OFFSETS));
  }

  private boolean hasOwnMark(Snapshot snapshot) {
    return ConsumedMark.isIn(snapshot.summary());
  }

  /** How many snapshots there are from the current one to the first that fits; 0 for none. */
  private int lengthTo(Predicate<Snapshot> fits) {
    for (int i = 0; i < newestFirst.size(); i++) {
      if (fits.test(newestFirst.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }
}
