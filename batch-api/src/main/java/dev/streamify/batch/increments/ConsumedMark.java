package dev.streamify.batch.increments;

import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Up to where an input was consumed. It is a property of the very snapshot that wrote the rows, so
 * rows and mark cannot disagree.
 *
 * @param input name of the input table
 * @param snapshotId the input's snapshot, {@link #NOTHING} as long as it has none
 * @param sequenceNumber that snapshot's sequence number, which outlives the snapshot's expiry
 * @param tableUuid the input table; another one under the same name starts from nothing
 */
public record ConsumedMark(String input, long snapshotId, long sequenceNumber, String tableUuid) {
  /** Stands for the snapshot of a table that has none. */
  static final long NOTHING = -1;

  private static final String PREFIX = "streamify.consumed.";
  private static final String SNAPSHOT_ID = ".snapshot-id";
  private static final String SEQUENCE_NUMBER = ".sequence-number";
  private static final String TABLE_UUID = ".table-uuid";

  static ConsumedMark of(String name, Table input, Snapshot snapshot) {
    return new ConsumedMark(
        name, snapshot.snapshotId(), snapshot.sequenceNumber(), input.uuid().toString());
  }

  static ConsumedMark nothing(String name, Table input) {
    return new ConsumedMark(name, NOTHING, 0, input.uuid().toString());
  }

  /**
   * The newest mark of an input on the main branch. Snapshots without one – compactions, reruns of
   * single dates – do not hide the mark below them.
   */
  public static Optional<ConsumedMark> latest(Table output, String input) {
    return StreamSupport.stream(SnapshotUtil.currentAncestors(output).spliterator(), false)
        .flatMap(snapshot -> of(snapshot.summary(), input).stream())
        .findFirst();
  }

  /**
   * Whether the last run that wrote the table moved its marks. A run of single dates does not, so
   * what it read is read again by the next one.
   */
  public static boolean isOfLastWrite(Table output) {
    return StreamSupport.stream(SnapshotUtil.currentAncestors(output).spliterator(), false)
        .filter(snapshot -> !DataOperations.REPLACE.equals(snapshot.operation()))
        .findFirst()
        .map(snapshot -> isIn(snapshot.summary()))
        .orElse(true);
  }

  /** The mark of an input in a snapshot's summary. */
  public static Optional<ConsumedMark> of(Map<String, String> summary, String input) {
    String prefix = PREFIX + input;
    if (!summary.containsKey(prefix + SNAPSHOT_ID)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConsumedMark(
            input,
            Long.parseLong(summary.get(prefix + SNAPSHOT_ID)),
            Long.parseLong(summary.get(prefix + SEQUENCE_NUMBER)),
            summary.get(prefix + TABLE_UUID)));
  }

  /** Whether a snapshot's summary has the mark of any input. */
  public static boolean isIn(Map<String, String> summary) {
    return summary.keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
  }

  /** As properties of a snapshot. */
  public Map<String, String> properties() {
    String prefix = PREFIX + input;
    return Map.of(
        prefix + SNAPSHOT_ID, Long.toString(snapshotId),
        prefix + SEQUENCE_NUMBER, Long.toString(sequenceNumber),
        prefix + TABLE_UUID, tableUuid);
  }
}
