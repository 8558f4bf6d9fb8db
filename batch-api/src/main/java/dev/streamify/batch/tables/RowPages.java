package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.types.Types;

/**
 * Pages of a snapshot's rows, in the order of its files. A cursor holds the snapshot, the schema,
 * the file and the row in it, so pages do not shift while the table is written, and none reads the
 * files of those before it.
 */
@Singleton
class RowPages {
  private static final String KIND = "r1";

  /** Opening a file on S3 takes tens of milliseconds; a page of many tiny files ends early. */
  private static final int MAX_FILES = 50;

  /** Rows looked at for one page, when most of them were deleted. */
  private static final int MAX_LOOKED_AT = 100_000;

  private final RowReaders readers;

  RowPages(RowReaders readers) {
    this.readers = readers;
  }

  /**
   * What is asked for.
   *
   * @param limit rows at most
   * @param cursor of the page before
   * @param snapshot the id of a snapshot; absent for the current one
   * @param columns names of columns; empty for all
   */
  record Query(int limit, Optional<String> cursor, Optional<Long> snapshot, List<String> columns) {}

  private record Place(long snapshot, long schema, long file, long position) {}

  /**
   * A page. It may have fewer rows than wanted and still not be the last one.
   *
   * @throws ApiException when the query cannot be answered
   */
  RowPage page(LoadedTable loaded, Query query) {
    Table table = loaded.table();
    Optional<Place> start =
        query
            .cursor()
            .map(cursor -> place(loaded, cursor, query.snapshot()))
            .or(() -> beginning(loaded, query.snapshot()));
    Schema schema =
        start.map(place -> table.schemas().get((int) place.schema())).orElse(table.schema());
    Schema columns = columns(loaded.name(), schema, query.columns());
    List<List<Object>> rows = new ArrayList<>();
    Optional<String> next =
        start.flatMap(place -> guarded(loaded, place, schema, columns, query.limit(), rows));
    Optional<Snapshot> snapshot = start.map(place -> table.snapshot(place.snapshot()));
    return new RowPage(
        loaded.name(),
        snapshot.map(read -> Long.toString(read.snapshotId())),
        snapshot.map(read -> Instant.ofEpochMilli(read.timestampMillis())),
        columns.columns().stream()
            .map(column -> new RowPage.RowColumn(column.name(), column.type().toString()))
            .toList(),
        rows,
        next);
  }

  private static Optional<Place> beginning(LoadedTable loaded, Optional<Long> wanted) {
    Table table = loaded.table();
    Optional<Snapshot> snapshot =
        wanted
            .map(
                id ->
                    Optional.ofNullable(table.snapshot(id))
                        .orElseThrow(
                            () ->
                                new ApiException(
                                    ErrorCode.NOT_FOUND,
                                    "table %s has no snapshot %d, or not any more: see its snapshots"
                                        .formatted(loaded.name(), id))))
            .or(loaded::current);
    return snapshot.map(read -> new Place(read.snapshotId(), schemaId(loaded, read), 0, 0));
  }

  /** The current snapshot has also the columns that were added since. */
  private static int schemaId(LoadedTable loaded, Snapshot snapshot) {
    boolean current =
        loaded.current().map(now -> now.snapshotId() == snapshot.snapshotId()).orElse(false);
    Integer written = snapshot.schemaId();
    return current || written == null || !loaded.table().schemas().containsKey(written)
        ? loaded.table().schema().schemaId()
        : written;
  }

  private static Place place(LoadedTable loaded, String cursor, Optional<Long> wanted) {
    Cursors.Place decoded = Cursors.decode(KIND, cursor, 4);
    List<Long> numbers = decoded.numbers();
    Place place = new Place(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    Table table = loaded.table();
    if (wanted.filter(id -> id != place.snapshot()).isPresent()) {
      throw ApiException.invalid(
          "cursor belongs to snapshot %d: leave snapshot away, or the cursor"
              .formatted(place.snapshot()));
    }
    if (!decoded.table().equals(table.uuid())
        || table.snapshot(place.snapshot()) == null
        || !hasSchema(table, place.schema())) {
      throw expired(loaded.name(), place.snapshot());
    }
    if (place.file() < 0 || place.position() < 0) {
      throw ApiException.invalid("cursor is not one of this list: leave it away");
    }
    return place;
  }

  private static boolean hasSchema(Table table, long id) {
    return id == (int) id && table.schemas().containsKey((int) id);
  }

  private static ApiException expired(String table, long snapshot) {
    return new ApiException(
        ErrorCode.SNAPSHOT_EXPIRED,
        "snapshot %d of table %s is not there any more: begin again without a cursor"
            .formatted(snapshot, table));
  }

  private static Schema columns(String table, Schema schema, List<String> names) {
    if (names.isEmpty()) {
      return schema;
    }
    Set<String> seen = new HashSet<>();
    List<Types.NestedField> fields = new ArrayList<>();
    for (String name : names) {
      Types.NestedField field = schema.asStruct().field(name);
      if (field == null) {
        throw ApiException.invalid(
            "table %s has no column '%s': see its columns".formatted(table, Shown.name(name)));
      }
      if (!seen.add(name)) {
        throw ApiException.invalid("columns names '%s' twice".formatted(name));
      }
      fields.add(field);
    }
    return new Schema(fields);
  }

  private Optional<String> guarded(
      LoadedTable loaded,
      Place place,
      Schema schema,
      Schema columns,
      int limit,
      List<List<Object>> rows) {
    try {
      return readers
          .reading(
              loaded, () -> read(loaded, place, new FileRows(loaded, schema, columns), limit, rows))
          .map(
              next ->
                  Cursors.encode(
                      KIND,
                      loaded.table(),
                      next.snapshot(),
                      next.schema(),
                      next.file(),
                      next.position()));
    } catch (NotFoundException gone) {
      throw new ApiException(
          ErrorCode.SNAPSHOT_EXPIRED,
          "files of snapshot %d of table %s are gone: it has just expired, begin again without a cursor; if it has not, somebody has deleted them"
              .formatted(place.snapshot(), loaded.name()));
    }
  }

  private static Optional<Place> read(
      LoadedTable loaded, Place start, FileRows reader, int limit, List<List<Object>> rows)
      throws IOException {
    Snapshot snapshot = loaded.table().snapshot(start.snapshot());
    long file = start.file();
    long position = start.position();
    long lookedAt = 0;
    try (CloseableIterable<FileScanTask> files =
            FileSequence.from(loaded.table(), snapshot, start.file());
        CloseableIterator<FileScanTask> next = files.iterator()) {
      while (next.hasNext()) {
        FileScanTask task = readable(next.next());
        // Of a file without rows there need not even be one.
        boolean ended = task.file().recordCount() == 0;
        while (!ended) {
          if (rows.size() >= limit
              || lookedAt >= MAX_LOOKED_AT
              || file - start.file() >= MAX_FILES) {
            return Optional.of(new Place(start.snapshot(), start.schema(), file, position));
          }
          FileRows.Reached reached =
              reader.read(
                  task,
                  position,
                  limit - rows.size(),
                  row -> rows.add(RowValues.row(row, reader.columnCount())));
          lookedAt += Math.max(0, reached.position() - position);
          position = reached.position();
          ended = reached.ended();
        }
        file++;
        position = 0;
      }
    }
    return Optional.empty();
  }

  private static FileScanTask readable(FileScanTask task) {
    if (task.file().format() != FileFormat.PARQUET) {
      throw ApiException.invalid(
          "rows can be told of Parquet files only, this snapshot has a file in %s"
              .formatted(task.file().format()));
    }
    return task;
  }
}
