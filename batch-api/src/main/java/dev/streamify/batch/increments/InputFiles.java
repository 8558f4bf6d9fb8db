package dev.streamify.batch.increments;

import dev.streamify.contract.EnrichmentColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/** A table's data files, told by its manifests. */
public final class InputFiles {
  private InputFiles() {}

  /** The rows appended after one snapshot, up to and with another. */
  static Extent appended(Table table, long afterSnapshotId, long toSnapshotId) {
    return extent(
        table,
        table
            .newIncrementalAppendScan()
            .fromSnapshotExclusive(afterSnapshotId)
            .toSnapshot(toSnapshotId)
            .planFiles(),
        (file, day) -> true);
  }

  /** The rows of those files of a snapshot that are wanted. */
  static Extent live(Table table, long snapshotId, BiPredicate<DataFile, LocalDate> wanted) {
    return extent(table, table.newScan().useSnapshot(snapshotId).planFiles(), wanted);
  }

  /**
   * Some rows.
   *
   * @param dates their event dates
   * @param rows how many there are; absent when rows of them were deleted
   */
  record Extent(EventDates dates, Optional<Long> rows) {}

  /**
   * The data files of some dates. Cost: the manifests of those dates.
   *
   * @param snapshotId the snapshot that is looked at
   */
  public static Listing listing(Table table, long snapshotId, EventDates dates) {
    Set<String> paths = new HashSet<>();
    List<String> repeated = new ArrayList<>();
    long files = 0;
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshotId).filter(filter(dates)).planFiles()) {
      for (FileScanTask task : tasks) {
        files++;
        if (!paths.add(task.file().location())) {
          repeated.add(task.file().location());
        }
      }
    } catch (IOException e) {
      throw unreadable(table, e);
    }
    return new Listing(files, repeated);
  }

  /**
   * Data files.
   *
   * @param files how many entries there are
   * @param repeated the locations of those that are there again
   */
  public record Listing(long files, List<String> repeated) {}

  /**
   * Rows by event date. Cost: the manifests of those dates.
   *
   * @param snapshotId the snapshot that is looked at
   * @param range both of its ends are needed
   * @return none, when files are not partitioned by event date
   */
  public static Optional<Map<LocalDate, Day>> perDay(
      Table table, long snapshotId, DateRange range) {
    if (table.schema().findField(EnrichmentColumns.EVENT_DATE) == null
        || position(table, table.spec()) < 0) {
      return Optional.empty();
    }
    Map<LocalDate, Day> days = new TreeMap<>();
    Expression wanted =
        Expressions.and(
            Expressions.greaterThanOrEqual(
                EnrichmentColumns.EVENT_DATE, range.from().orElseThrow().toString()),
            Expressions.lessThanOrEqual(
                EnrichmentColumns.EVENT_DATE, range.to().orElseThrow().toString()));
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshotId).filter(wanted).planFiles()) {
      for (FileScanTask task : tasks) {
        days.merge(
            day(table, task),
            new Day(task.file().recordCount(), task.file().dataSequenceNumber()),
            Day::and);
      }
    } catch (IOException e) {
      throw unreadable(table, e);
    }
    return Optional.of(days);
  }

  /**
   * A day's files.
   *
   * @param rows rows in them
   * @param newestSequenceNumber of the newest commit that added one; compaction keeps it
   */
  public record Day(long rows, long newestSequenceNumber) {
    private Day and(Day other) {
      return new Day(rows + other.rows, Math.max(newestSequenceNumber, other.newestSequenceNumber));
    }
  }

  private static Expression filter(EventDates dates) {
    return dates.spans().stream()
        .map(
            span ->
                Expressions.and(
                    Expressions.greaterThanOrEqual(
                        EnrichmentColumns.EVENT_DATE, span.first().toString()),
                    Expressions.lessThanOrEqual(
                        EnrichmentColumns.EVENT_DATE, span.last().toString())))
        .map(Expression.class::cast)
        .reduce(Expressions.alwaysFalse(), Expressions::or);
  }

  private static UncheckedIOException unreadable(Table table, IOException e) {
    return new UncheckedIOException(
        "the manifests of %s cannot be read".formatted(table.name()), e);
  }

  private static Extent extent(
      Table table, CloseableIterable<FileScanTask> tasks, BiPredicate<DataFile, LocalDate> wanted) {
    Set<LocalDate> days = new TreeSet<>();
    long rows = 0;
    boolean deleted = false;
    try (tasks) {
      for (FileScanTask task : tasks) {
        LocalDate day = day(table, task);
        if (wanted.test(task.file(), day)) {
          days.add(day);
          rows += task.file().recordCount();
          deleted |= !task.deletes().isEmpty();
        }
      }
    } catch (IOException e) {
      throw unreadable(table, e);
    }
    return new Extent(new EventDates(days), deleted ? Optional.empty() : Optional.of(rows));
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
