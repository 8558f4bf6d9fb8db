package dev.streamify.batch.silver;

import dev.streamify.contract.EnrichmentColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/** Which event dates a table's data files are of, told by its manifests. */
final class InputFiles {
  private InputFiles() {}

  /** Dates of the rows appended after one snapshot, up to and with another. */
  static EventDates appended(Table table, long afterSnapshotId, long toSnapshotId) {
    return dates(
        table,
        table
            .newIncrementalAppendScan()
            .fromSnapshotExclusive(afterSnapshotId)
            .toSnapshot(toSnapshotId)
            .planFiles(),
        file -> true);
  }

  /** Dates of the files of a snapshot that are wanted. */
  static EventDates live(Table table, long snapshotId, Predicate<DataFile> wanted) {
    return dates(table, table.newScan().useSnapshot(snapshotId).planFiles(), wanted);
  }

  private static EventDates dates(
      Table table, CloseableIterable<FileScanTask> tasks, Predicate<DataFile> wanted) {
    Set<LocalDate> days = new TreeSet<>();
    try (tasks) {
      for (FileScanTask task : tasks) {
        if (wanted.test(task.file())) {
          days.add(day(table, task));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the manifests of %s cannot be read".formatted(table.name()), e);
    }
    return new EventDates(days);
  }

  private static LocalDate day(Table table, FileScanTask task) {
    int position = position(table, task.spec());
    Integer epochDay = position < 0 ? null : task.file().partition().get(position, Integer.class);
    if (epochDay == null) {
      throw new IllegalStateException(
          "the file %s of %s has no %s: files must be partitioned by it, and rows must have it"
              .formatted(task.file().location(), table.name(), EnrichmentColumns.EVENT_DATE));
    }
    return LocalDate.ofEpochDay(epochDay);
  }

  private static int position(Table table, PartitionSpec spec) {
    Types.NestedField column = table.schema().findField(EnrichmentColumns.EVENT_DATE);
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      if (field.sourceId() == column.fieldId() && field.transform().isIdentity()) {
        return i;
      }
    }
    return -1;
  }
}
