package dev.streamify.batch.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Counts rows by the values of some columns of small tables. Data files never change, so each is
 * read once; a new snapshot costs its new files only.
 */
public final class ColumnGroups {
  private static final int MAX_ROWS_AT_ONCE = 200_000;
  private static final int MAX_FILES_AT_ONCE = 500;
  private static final int BATCH = 50_000;

  private final List<String> columns;
  private Map<String, Map<List<String>, Long>> byFile = new HashMap<>();
  private Optional<Long> countedSnapshot = Optional.empty();
  private Counted latest = new Counted(Map.of(), true);

  /**
   * Counts nothing yet.
   *
   * @param columns names of columns; they are told as text, and empty where there is no value
   */
  public ColumnGroups(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * What was counted.
   *
   * @param rows how many rows there are of each combination of values, in the order of the columns
   * @param complete whether every row was counted; the next call goes on where this one stopped
   */
  public record Counted(Map<List<String>, Long> rows, boolean complete) {}

  /** Counts the current snapshot of a table; always of the same one. Deleted rows count too. */
  public synchronized Counted count(LoadedTable table) {
    if (table.current().isEmpty()) {
      return new Counted(Map.of(), true);
    }
    Snapshot snapshot = table.current().get();
    if (latest.complete() && countedSnapshot.equals(Optional.of(snapshot.snapshotId()))) {
      return latest;
    }
    try {
      latest = counted(table, snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException("files of table %s cannot be read".formatted(table.name()), e);
    }
    countedSnapshot = Optional.of(snapshot.snapshotId());
    return latest;
  }

  private Counted counted(LoadedTable table, Snapshot snapshot) throws IOException {
    Map<String, Map<List<String>, Long>> live = new HashMap<>();
    Map<List<String>, Long> total = new HashMap<>();
    boolean complete = true;
    long rows = 0;
    int files = 0;
    try (CloseableIterable<FileScanTask> tasks = FileSequence.from(table.table(), snapshot, 0)) {
      for (FileScanTask task : tasks) {
        String path = task.file().location();
        Map<List<String>, Long> known = byFile.get(path);
        if (known == null && rows < MAX_ROWS_AT_ONCE && files < MAX_FILES_AT_ONCE) {
          known = read(table, task);
          rows += task.file().recordCount();
          files++;
        }
        if (known == null) {
          complete = false;
        } else {
          live.put(path, known);
          known.forEach((key, count) -> total.merge(key, count, Long::sum));
        }
      }
    }
    byFile = live;
    return new Counted(Map.copyOf(total), complete);
  }

  private Map<List<String>, Long> read(LoadedTable table, FileScanTask task) throws IOException {
    Map<List<String>, Long> counts = new HashMap<>();
    if (task.file().format() != FileFormat.PARQUET) {
      return counts;
    }
    Schema all = table.table().schema();
    List<Types.NestedField> fields = columns.stream().map(all::findField).toList();
    FileRows reader = new FileRows(table, all, new Schema(fields));
    FileRows.Reached reached = new FileRows.Reached(0, false);
    while (!reached.ended()) {
      reached =
          reader.read(
              task, reached.position(), BATCH, row -> counts.merge(key(row), 1L, Long::sum));
    }
    return counts;
  }

  private List<String> key(Record row) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.get(i);
      key.add(value == null ? "" : value.toString());
    }
    return List.copyOf(key);
  }
}
