package dev.streamify.batch.letters;

import dev.streamify.batch.letters.LetterFiles.TimedFile;
import dev.streamify.batch.tables.FileRows;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import dev.streamify.batch.tables.RowReaders;
import dev.streamify.contract.DeadLetter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Samples of dead letters, newest first.
 *
 * <p>Cost of a page: the manifests of the table, and those data files whose times reach into the
 * page, the newest first; others are not opened, nor those in which the stream or reason cannot be.
 * What is rare among much else ends a page early, after {@value #MAX_ROWS} rows or {@value
 * #MAX_FILES} files. Memory: the letters of one page. So many pages at once as {@link RowReaders}
 * allows.
 */
@Singleton
public class Letters {
  private static final int MAX_ROWS = 200_000;
  private static final int MAX_FILES = 50;
  private static final int BATCH = 20_000;

  private final LoadedTables tables;
  private final RowReaders readers;

  Letters(LoadedTables tables, RowReaders readers) {
    this.tables = tables;
    this.readers = readers;
  }

  /**
   * What is asked for.
   *
   * @param stream of this stream only
   * @param reason with this reason only
   * @param limit letters at most, 1 or more
   * @param cursor of the page before
   */
  public record Query(
      Optional<String> stream, Optional<String> reason, int limit, Optional<String> cursor) {}

  /**
   * A page; empty as long as the table is not there.
   *
   * @throws dev.streamify.batch.http.ApiException when the cursor is none, or too many read at once
   */
  public LetterPage page(Query query) {
    LetterPlace start = query.cursor().map(LetterPlace::decoded).orElse(LetterPlace.BEGINNING);
    return tables
        .find(DeadLetter.bronzeTable().name())
        .map(table -> guarded(table, () -> read(table, query, start)))
        .orElseGet(() -> new LetterPage(List.of(), Optional.empty()));
  }

  private LetterPage guarded(LoadedTable table, RowReaders.Reading<LetterPage> reading) {
    try {
      return readers.reading(table, reading);
    } catch (NotFoundException gone) {
      throw LetterFiles.gone(table);
    }
  }

  private static LetterPage read(LoadedTable table, Query query, LetterPlace start)
      throws IOException {
    List<TimedFile> files = LetterFiles.of(table, wanted(query, start));
    NewestLetters found = new NewestLetters(query, start);
    FileRows reader = new FileRows(table, table.table().schema(), table.table().schema());
    long rows = 0;
    int opened = 0;
    for (TimedFile file : files) {
      if (found.isFull() && file.newest() < found.last().time()) {
        break;
      }
      // Files that begin before the page may hold any of it: only behind them a page may end early.
      if ((rows >= MAX_ROWS || opened >= MAX_FILES) && file.newest() < start.time()) {
        return found.before(table.table(), file.newest());
      }
      FileRows.Reached reached = new FileRows.Reached(0, false);
      while (!reached.ended()) {
        reached = reader.read(file.task(), reached.position(), BATCH, found::offer);
      }
      rows += file.task().file().recordCount();
      opened++;
    }
    return found.page(table.table());
  }

  private static Expression wanted(Query query, LetterPlace start) {
    Expression wanted = LetterFiles.between(Long.MIN_VALUE, start.time());
    if (query.stream().isPresent()) {
      wanted = Expressions.and(wanted, Expressions.equal(DeadLetter.STREAM, query.stream().get()));
    }
    if (query.reason().isPresent()) {
      wanted = Expressions.and(wanted, Expressions.equal(DeadLetter.REASON, query.reason().get()));
    }
    return wanted;
  }
}
