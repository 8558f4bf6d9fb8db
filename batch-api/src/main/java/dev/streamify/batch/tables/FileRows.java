package dev.streamify.batch.tables;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.IdentityPartitionConverters;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetValueReader;
import org.apache.iceberg.util.PartitionUtil;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.filter2.columnindex.RowRanges;
import org.apache.parquet.schema.MessageType;

/**
 * Rows of one Parquet file, from any position on. Of a row group – up to 128 MiB – only those pages
 * are read that hold its rows up to the last one wanted.
 */
public final class FileRows {
  /** What a request may read of one row group at once, bytes as they lie in the file. */
  private static final long MAX_BYTES = 32L << 20;

  private final LoadedTable table;
  private final Schema tableSchema;
  private final Schema columns;

  /**
   * Rows of a table.
   *
   * @param tableSchema all columns
   * @param columns those that are wanted
   */
  public FileRows(LoadedTable table, Schema tableSchema, Schema columns) {
    this.table = table;
    this.tableSchema = tableSchema;
    this.columns = columns;
  }

  /** How many values a row has. */
  int columnCount() {
    return columns.columns().size();
  }

  /**
   * How far a reading came.
   *
   * @param position the first row of the file that was not looked at
   * @param ended whether the file has no more
   */
  public record Reached(long position, boolean ended) {}

  /**
   * Reads rows of one row group.
   *
   * @param position the first row, counted from 0 through the file
   * @param limit rows to look at; those that were deleted count
   * @param rows takes the rows
   */
  public Reached read(FileScanTask task, long position, int limit, Consumer<Record> rows)
      throws IOException {
    FileIO io = table.table().io();
    ParquetInput input = new ParquetInput(io.newInputFile(task.file()));
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader file = ParquetFileReader.open(input, options)) {
      long first = 0;
      List<BlockMetaData> blocks = file.getRowGroups();
      for (int i = 0; i < blocks.size(); i++) {
        long count = blocks.get(i).getRowCount();
        if (position < first + count) {
          long reached = first + read(file, task, i, position - first, limit, rows);
          return new Reached(reached, i == blocks.size() - 1 && reached == first + count);
        }
        first += count;
      }
      return new Reached(first, true);
    }
  }

  private long read(
      ParquetFileReader file,
      FileScanTask task,
      int block,
      long skip,
      int limit,
      Consumer<Record> rows)
      throws IOException {
    BlockMetaData metadata = file.getRowGroups().get(block);
    long count = metadata.getRowCount();

    GenericDeleteFilter deletes =
        new GenericDeleteFilter(table.table().io(), task, tableSchema, columns);
    Schema wanted = deletes.requiredSchema();
    MessageType schema = withIds(file.getFooter().getFileMetaData().getSchema());
    MessageType projected = ParquetSchemaUtil.pruneColumns(schema, wanted);
    file.setRequestedSchema(projected);
    long affordable = Math.max(1, Math.min(limit, MAX_BYTES / bytesPerRow(metadata, projected)));
    long end = Math.min(count, skip + affordable);
    Map<Integer, ?> constants =
        PartitionUtil.constantsMap(task, IdentityPartitionConverters::convertConstant);
    ParquetValueReader<Record> reader =
        GenericParquetReaders.buildReader(wanted, schema, constants);
    try (PageReadStore pages = pages(file, block, end)) {
      reader.setPageSource(pages);
      for (long i = 0; i < skip; i++) {
        reader.read(null);
      }
      Iterator<Record> records = new Records(reader, end - skip);
      deletes
          .filter(CloseableIterable.withNoopClose((Iterable<Record>) () -> records))
          .forEach(rows);
    }
    return end;
  }

  private static long bytesPerRow(BlockMetaData block, MessageType columns) {
    long bytes =
        block.getColumns().stream()
            .filter(column -> columns.containsPath(column.getPath().toArray()))
            .mapToLong(ColumnChunkMetaData::getTotalSize)
            .sum();
    return Math.max(1, bytes / Math.max(1, block.getRowCount()));
  }

  private static PageReadStore pages(ParquetFileReader file, int block, long end)
      throws IOException {
    return hasPageIndex(file, block)
        ? file.readFilteredRowGroup(block, RowRanges.createSingle(end))
        : file.readRowGroup(block);
  }

  private static boolean hasPageIndex(ParquetFileReader file, int block) {
    return file.getRowGroups().get(block).getColumns().stream()
        .allMatch(column -> column.getOffsetIndexReference() != null);
  }

  private MessageType withIds(MessageType schema) {
    if (ParquetSchemaUtil.hasIds(schema)) {
      return schema;
    }
    String mapping = table.table().properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    return mapping == null
        ? ParquetSchemaUtil.addFallbackIds(schema)
        : ParquetSchemaUtil.applyNameMapping(schema, NameMappingParser.fromJson(mapping));
  }

  /** The next rows of a reader. */
  private static final class Records implements Iterator<Record> {
    private final ParquetValueReader<Record> reader;
    private long left;

    Records(ParquetValueReader<Record> reader, long count) {
      this.reader = reader;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Record next() {
      if (left-- <= 0) {
        throw new NoSuchElementException();
      }
      return reader.read(null);
    }
  }
}
