package dev.streamify.batch.letters;

import dev.streamify.batch.letters.LetterFiles.TimedFile;
import dev.streamify.batch.tables.FileRows;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import dev.streamify.batch.tables.RowReaders;
import dev.streamify.contract.DeadLetter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NotFoundException;

/**
 * Dead letters over time.
 *
 * <p>Cost: the manifests of the days that are asked for, and three columns of each data file of
 * these once: files never change, so what was counted of them by the minute is remembered. A call
 * reads {@value #MAX_ROWS} new rows or {@value #MAX_FILES} new files at most, and the next one goes
 * on from there. Memory: {@value #MAX_CELLS} counts; the files that were asked for longest ago are
 * forgotten first. So many at once as {@link RowReaders} allows.
 */
@Singleton
public class LetterCounts {
  private static final int MAX_ROWS = 200_000;
  private static final int MAX_FILES = 500;
  private static final int MAX_CELLS = 200_000;
  private static final int BATCH = 50_000;
  private static final int MOST_BUCKETS = 200;
  private static final List<Duration> BUCKETS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final LoadedTables tables;
  private final RowReaders readers;
  private final LinkedHashMap<String, Map<Cell, Long>> byFile =
      new LinkedHashMap<>(16, 0.75f, true);
  private int cells;

  LetterCounts(LoadedTables tables, RowReaders readers) {
    this.tables = tables;
    this.readers = readers;
  }

  private record Cell(long minute, String stream, String reason) {}

  /** The longest span of time that can be asked for. */
  public static Duration longest() {
    return BUCKETS.get(BUCKETS.size() - 1).multipliedBy(MOST_BUCKETS);
  }

  /**
   * Counts letters by stream, reason and time, in 200 buckets at most; nothing as long as the table
   * is not there.
   *
   * @param from the beginning; the first bucket may begin before it
   * @param to the end, after the beginning and not more than {@link #longest} after it
   */
  public LetterCountsView between(Instant from, Instant to) {
    Duration bucket =
        BUCKETS.stream()
            .filter(length -> Duration.between(from, to).dividedBy(length) < MOST_BUCKETS)
            .findFirst()
            .orElse(BUCKETS.get(BUCKETS.size() - 1));
    long first = Math.floorDiv(from.getEpochSecond(), bucket.toSeconds());
    long last = Math.floorDiv(to.minusNanos(1).getEpochSecond(), bucket.toSeconds());
    LetterTally tally = new LetterTally(bucket, first, (int) (last - first + 1));
    boolean complete =
        tables
            .find(DeadLetter.bronzeTable().name())
            .map(table -> guarded(table, () -> count(table, tally)))
            .orElse(true);
    return tally.view(complete);
  }

  private Boolean guarded(LoadedTable table, RowReaders.Reading<Boolean> reading) {
    try {
      return readers.reading(table, reading);
    } catch (NotFoundException gone) {
      throw LetterFiles.gone(table);
    }
  }

  private synchronized boolean count(LoadedTable table, LetterTally tally) throws IOException {
    List<TimedFile> files =
        LetterFiles.of(table, LetterFiles.between(tally.fromMicros(), tally.toMicros() - 1));
    boolean complete = true;
    long rows = 0;
    int opened = 0;
    for (TimedFile file : files) {
      String path = file.task().file().location();
      Map<Cell, Long> counted = byFile.get(path);
      if (counted == null && rows < MAX_ROWS && opened < MAX_FILES) {
        counted = read(table, file);
        remember(path, counted);
        rows += file.task().file().recordCount();
        opened++;
      }
      if (counted == null) {
        complete = false;
      } else {
        counted.forEach(
            (cell, letters) -> tally.add(cell.minute(), cell.stream(), cell.reason(), letters));
      }
    }
    return complete;
  }

  private void remember(String path, Map<Cell, Long> counted) {
    byFile.put(path, counted);
    cells += counted.size();
    var eldest = byFile.entrySet().iterator();
    while (cells > MAX_CELLS && byFile.size() > 1) {
      cells -= eldest.next().getValue().size();
      eldest.remove();
    }
  }

  private static Map<Cell, Long> read(LoadedTable table, TimedFile file) throws IOException {
    Schema all = table.table().schema();
    Schema columns =
        new Schema(
            Stream.of(DeadLetter.REJECTED_AT, DeadLetter.STREAM, DeadLetter.REASON)
                .map(all::findField)
                .toList());
    FileRows reader = new FileRows(table, all, columns);
    Map<Cell, Long> counts = new HashMap<>();
    FileRows.Reached reached = new FileRows.Reached(0, false);
    while (!reached.ended()) {
      reached =
          reader.read(
              file.task(),
              reached.position(),
              BATCH,
              row -> counts.merge(cell(row), 1L, Long::sum));
    }
    return Map.copyOf(counts);
  }

  private static Cell cell(Record row) {
    long seconds =
        row.get(0) instanceof OffsetDateTime time ? time.toEpochSecond() : Long.MIN_VALUE / 2;
    return new Cell(Math.floorDiv(seconds, 60L), text(row, 1), text(row, 2));
  }

  private static String text(Record row, int column) {
    return Optional.ofNullable(row.get(column)).map(Object::toString).orElse("");
  }
}
