package dev.streamify.batch.silver;

import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Up to where the input was consumed. It is a property of the very snapshot that added the rows, so
 * rows and mark cannot disagree.
 *
 * @param snapshotId the input's snapshot
 * @param sequenceNumber that snapshot's sequence number, which outlives the snapshot's expiry
 * @param tableUuid the input table; another one under the same name starts from nothing
 */
record ConsumedMark(long snapshotId, long sequenceNumber, String tableUuid) {
  static final String RUN_ID = "streamify.run-id";
  private static final String SNAPSHOT_ID = "streamify.consumed-snapshot-id";
  private static final String SEQUENCE_NUMBER = "streamify.consumed-sequence-number";
  private static final String TABLE_UUID = "streamify.consumed-table-uuid";

  static ConsumedMark of(Table input, Snapshot snapshot) {
    return new ConsumedMark(
        snapshot.snapshotId(), snapshot.sequenceNumber(), input.uuid().toString());
  }

  /**
   * The newest mark on the main branch. Snapshots without one – compactions, reruns of single dates
   * – do not hide the mark below them.
   */
  static Optional<ConsumedMark> latest(Table output) {
    return StreamSupport.stream(SnapshotUtil.currentAncestors(output).spliterator(), false)
        .flatMap(snapshot -> of(snapshot.summary()).stream())
        .findFirst();
  }

  static Optional<ConsumedMark> of(Map<String, String> summary) {
    if (!summary.containsKey(SNAPSHOT_ID)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConsumedMark(
            Long.parseLong(summary.get(SNAPSHOT_ID)),
            Long.parseLong(summary.get(SEQUENCE_NUMBER)),
            summary.get(TABLE_UUID)));
  }

  /** As properties of a snapshot. */
  Map<String, String> properties() {
    return Map.of(
        SNAPSHOT_ID, Long.toString(snapshotId),
        SEQUENCE_NUMBER, Long.toString(sequenceNumber),
        TABLE_UUID, tableUuid);
  }
}
