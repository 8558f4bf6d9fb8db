package dev.streamify.batch.catalog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** The newest time in a column, told by the bounds of the newest snapshot's data files. */
public final class NewestTime {
  private NewestTime() {}

  /**
   * Looks at the files of the newest snapshot that added rows; compactions add none.
   *
   * @return absent when there is no such snapshot, or its files have no bounds
   */
  public static Optional<Instant> of(Table table, long head, String column) {
    Types.NestedField field = table.schema().findField(column);
    Snapshot snapshot = table.snapshot(head);
    while (snapshot != null) {
      boolean adds = !DataOperations.REPLACE.equals(snapshot.operation());
      Optional<Instant> newest = adds ? newest(table, snapshot, field) : Optional.empty();
      if (newest.isPresent() || snapshot.parentId() == null) {
        return newest;
      }
      snapshot = table.snapshot(snapshot.parentId());
    }
    return Optional.empty();
  }

  /**
   * Looks at the files that one snapshot added. Cost: the manifests that it wrote.
   *
   * @return absent when it added none, or they have no bounds
   */
  public static Optional<Instant> added(Table table, Snapshot snapshot, String column) {
    return newest(table, snapshot, table.schema().findField(column));
  }

  private static Optional<Instant> newest(Table table, Snapshot snapshot, Types.NestedField field) {
    long newest = Long.MIN_VALUE;
    for (DataFile file :
        SnapshotChanges.builderFor(table).snapshot(snapshot).build().addedDataFiles()) {
      ByteBuffer bound =
          file.upperBounds() == null ? null : file.upperBounds().get(field.fieldId());
      if (bound != null) {
        Long micros = Conversions.fromByteBuffer(field.type(), bound);
        newest = Math.max(newest, micros);
      }
    }
    return newest == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(newest, ChronoUnit.MICROS));
  }
}
