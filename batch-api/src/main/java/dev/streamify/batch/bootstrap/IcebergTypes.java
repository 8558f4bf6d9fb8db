package dev.streamify.batch.bootstrap;

import dev.streamify.contract.Column;
import dev.streamify.contract.ColumnType;
import dev.streamify.contract.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The contract's tables in Iceberg's terms. */
final class IcebergTypes {
  private IcebergTypes() {}

  /**
   * The schema of a new table.
   *
   * @param alsoRequired columns that this table refuses rows without, beside those of the contract
   */
  static Schema schema(TableDefinition table, Set<String> alsoRequired) {
    IntSupplier ids = new FieldIds();
    // The top-level columns come first, as Iceberg numbers them itself when it creates a table.
    int[] columnIds = table.columns().stream().mapToInt(column -> ids.getAsInt()).toArray();
    List<Types.NestedField> fields = new ArrayList<>();
    for (int i = 0; i < columnIds.length; i++) {
      Column column = table.columns().get(i);
      boolean required = column.required() || alsoRequired.contains(column.name());
      fields.add(
          Types.NestedField.builder()
              .withId(columnIds[i])
              .withName(column.name())
              .isOptional(!required)
              .ofType(type(column.type(), ids))
              .withDoc(column.description())
              .build());
    }
    return new Schema(fields);
  }

  static PartitionSpec partitioning(TableDefinition table, Schema schema) {
    String column = table.partitioning().column();
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    return switch (table.partitioning().transform()) {
      case IDENTITY -> spec.identity(column).build();
      case DAY -> spec.day(column).build();
    };
  }

  /**
   * A column's type.
   *
   * @param ids numbers for the fields inside a nested type
   */
  static Type type(ColumnType type, IntSupplier ids) {
    return switch (type) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case STRING -> Types.StringType.get();
      case DATE -> Types.DateType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
      case LONG_LIST -> Types.ListType.ofRequired(ids.getAsInt(), Types.LongType.get());
    };
  }

  /** Whether two types are the same but for the numbers of their inner fields. */
  static boolean same(Type one, Type other) {
    if (one.isListType() && other.isListType()) {
      return same(one.asListType().elementType(), other.asListType().elementType());
    }
    return one.equals(other);
  }

  /** Counts from 1. */
  static final class FieldIds implements IntSupplier {
    private int last;

    @Override
    public int getAsInt() {
      return ++last;
    }
  }
}
