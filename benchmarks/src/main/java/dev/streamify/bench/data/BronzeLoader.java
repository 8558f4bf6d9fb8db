package dev.streamify.bench.data;

import dev.streamify.bench.base.BenchException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types;

/** Appends deliveries to bronze_listen_events as the sink does, but faster. */
public final class BronzeLoader implements Closeable {
  /** As after some commits of the sink. */
  private static final int FILES_PER_DAY = 2;

  private final Table table;
  private final FileWriterFactory<Record> writers;
  private final ExecutorService threads;
  private long delivered;
  private int appends;

  /**
   * A loader.
   *
   * @param table bronze_listen_events; nobody else may write to it
   * @param threads how many files are written at once
   */
  public BronzeLoader(Table table, int threads) {
    this.table = table;
    this.writers =
        new GenericFileWriterFactory.Builder(table).dataFileFormat(FileFormat.PARQUET).build();
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /**
   * Appends in one snapshot.
   *
   * @return the files, by their locations
   */
  public List<String> append(List<Deliveries> deliveries) {
    OutputFileFactory names =
        OutputFileFactory.builderFor(table, ++appends, 0).format(FileFormat.PARQUET).build();
    List<Future<DataFile>> files = new ArrayList<>();
    for (Deliveries each : deliveries) {
      int from = 0;
      for (int part = 1; part <= FILES_PER_DAY; part++) {
        int to = Math.toIntExact((long) each.rows() * part / FILES_PER_DAY);
        if (to > from) {
          Slice slice = new Slice(each, from, to, delivered);
          files.add(threads.submit(() -> write(slice, names)));
        }
        from = to;
      }
      delivered += each.rows();
    }
    AppendFiles append = table.newAppend();
    List<String> locations = new ArrayList<>();
    for (Future<DataFile> file : files) {
      DataFile written = result(file);
      append.appendFile(written);
      locations.add(written.location());
    }
    append.commit();
    return locations;
  }

  /**
   * Rows of one file.
   *
   * @param deliveries of which they are some
   * @param from first row
   * @param to behind the last row
   * @param firstDelivery number, over the whole table, of the first of the deliveries
   */
  private record Slice(Deliveries deliveries, int from, int to, long firstDelivery) {}

  private DataFile write(Slice slice, OutputFileFactory names) {
    EventSet events = slice.deliveries().events();
    PartitionKey partition = partition(events.day());
    ListenRow row = new ListenRow(table.schema());
    DataWriter<Record> writer =
        writers.newDataWriter(names.newOutputFile(partition), table.spec(), partition);
    try (writer) {
      for (int i = slice.from(); i < slice.to(); i++) {
        Listen listen = events.event(slice.deliveries().eventOf(i));
        writer.write(row.fill(listen, events.day(), slice.firstDelivery() + i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDataFile();
  }

  private PartitionKey partition(LocalDate day) {
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    Record values = GenericRecord.create(table.schema());
    int source = table.spec().fields().get(0).sourceId();
    Types.NestedField column = table.schema().findField(source);
    values.setField(column.name(), day);
    key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(values));
    return key;
  }

  private static DataFile result(Future<DataFile> file) {
    try {
      return file.get();
    } catch (ExecutionException e) {
      throw BenchException.failed("bronze cannot be written: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
