package dev.streamify.batch.letters;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.contract.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;

/**
 * The data files of the dead letters with the times in them. Cost: the manifests of the days that
 * are asked for; no data file is opened.
 */
final class LetterFiles {
  private LetterFiles() {}

  /**
   * A data file.
   *
   * @param task it, with what was deleted of it
   * @param oldest time of its oldest row, in microseconds since 1970
   * @param newest that of its newest
   */
  record TimedFile(FileScanTask task, long oldest, long newest) {}

  /** A file is gone that was there when the table was loaded, at most seconds ago. */
  static ApiException gone(LoadedTable table) {
    return new ApiException(
        ErrorCode.SNAPSHOT_EXPIRED,
        "files of table %s are gone: its snapshot has just expired, ask again in some seconds; if that does not help, somebody has deleted them"
            .formatted(table.name()));
  }

  /** Microseconds since 1970. */
  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A moment from microseconds since 1970. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Rows that were rejected in a span of time, both ends in it. */
  static Expression between(long from, long to) {
    return Expressions.and(
        Expressions.greaterThanOrEqual(DeadLetter.REJECTED_AT, from),
        Expressions.lessThanOrEqual(DeadLetter.REJECTED_AT, to));
  }

  /** The files of the current snapshot that may have such rows, the newest first. */
  static List<TimedFile> of(LoadedTable table, Expression wanted) {
    Optional<Snapshot> snapshot = table.current();
    if (snapshot.isEmpty()) {
      return List.of();
    }
    List<TimedFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table
            .table()
            .newScan()
            .useSnapshot(snapshot.get().snapshotId())
            .includeColumnStats(List.of(DeadLetter.REJECTED_AT))
            .filter(wanted)
            .planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().format() == FileFormat.PARQUET && task.file().recordCount() > 0) {
          files.add(timed(table, task));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the manifests of table %s cannot be read".formatted(table.name()), e);
    }
    files.sort(Comparator.comparingLong(TimedFile::newest).reversed());
    return files;
  }

  private static TimedFile timed(LoadedTable table, FileScanTask task) {
    return new TimedFile(
        task,
        bound(table, task.file().lowerBounds()).orElse(Long.MIN_VALUE),
        bound(table, task.file().upperBounds()).orElse(Long.MAX_VALUE));
  }

  private static Optional<Long> bound(LoadedTable table, Map<Integer, ByteBuffer> bounds) {
    var column = table.table().schema().findField(DeadLetter.REJECTED_AT);
    Type type = column.type();
    return Optional.ofNullable(bounds)
        .map(known -> known.get(column.fieldId()))
        .map(bytes -> Conversions.<Long>fromByteBuffer(type, bytes));
  }
}
