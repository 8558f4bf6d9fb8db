package dev.streamify.batch.tables;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Types;

/** A table with a column of every type, and data files written by Iceberg itself. */
public final class AllTypes {
  static final Schema SCHEMA =
      new Schema(
          required(1, "n", Types.LongType.get()),
          optional(2, "flag", Types.BooleanType.get()),
          optional(3, "small", Types.IntegerType.get()),
          optional(4, "big", Types.LongType.get()),
          optional(5, "ratio", Types.DoubleType.get()),
          optional(6, "weight", Types.FloatType.get()),
          optional(7, "text", Types.StringType.get()),
          optional(8, "day", Types.DateType.get()),
          optional(9, "at", Types.TimestampType.withZone()),
          optional(10, "local", Types.TimestampType.withoutZone()),
          optional(11, "time", Types.TimeType.get()),
          optional(12, "price", Types.DecimalType.of(20, 4)),
          optional(13, "bytes", Types.BinaryType.get()),
          optional(14, "id", Types.UUIDType.get()),
          optional(15, "list", Types.ListType.ofRequired(16, Types.LongType.get())),
          optional(
              17,
              "map",
              Types.MapType.ofOptional(18, 19, Types.StringType.get(), Types.IntegerType.get())),
          optional(
              20,
              "struct",
              Types.StructType.of(optional(21, "inner", Types.TimestampType.withZone()))));

  private AllTypes() {}

  /** A row in which every column has a value. */
  static Record full(long n) {
    Record row = GenericRecord.create(SCHEMA);
    row.setField("n", n);
    row.setField("flag", true);
    row.setField("small", 7);
    row.setField("big", (1L << 53) + 1);
    row.setField("ratio", Double.NaN);
    row.setField("weight", 1.5f);
    row.setField("text", "Björk ♥");
    row.setField("day", LocalDate.of(2026, 1, 2));
    row.setField("at", OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 678_000_000, ZoneOffset.UTC));
    row.setField("local", LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    row.setField("time", LocalTime.of(3, 4, 5));
    row.setField("price", new BigDecimal("12345678901234.5600"));
    row.setField("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    row.setField("id", new UUID(0, 1));
    row.setField("list", List.of(1L, 2L));
    row.setField("map", Map.of("a", 1));
    Record struct = GenericRecord.create(SCHEMA.findField("struct").type().asStructType());
    struct.setField("inner", OffsetDateTime.of(2026, 1, 2, 0, 0, 0, 0, ZoneOffset.UTC));
    row.setField("struct", struct);
    return row;
  }

  /** A row with nothing but its number. */
  static Record bare(Schema schema, long n) {
    Record row = GenericRecord.create(schema);
    row.setField("n", n);
    return row;
  }

  /** Appends rows as one file in one snapshot. */
  public static DataFile append(Table table, List<Record> rows) {
    DataFile file = write(table, rows);
    table.newAppend().appendFile(file).commit();
    return file;
  }

  /** Writes rows as one file that belongs to no snapshot yet. */
  static DataFile write(Table table, List<Record> rows) {
    GenericFileWriterFactory factory = new GenericFileWriterFactory.Builder(table).build();
    String path = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    DataWriter<Record> writer =
        factory.newDataWriter(
            EncryptedFiles.encryptedOutput(
                table.io().newOutputFile(path), EncryptionKeyMetadata.EMPTY),
            PartitionSpec.unpartitioned(),
            null);
    try (writer) {
      rows.forEach(writer::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDataFile();
  }
}
