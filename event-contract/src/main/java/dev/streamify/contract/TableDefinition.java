package dev.streamify.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table as the contract wants it, in no catalog's own terms.
 *
 * @param name name within the namespace
 * @param description what a row is
 * @param columns in table order
 * @param partitioning how rows are laid out
 */
public record TableDefinition(
    String name, String description, List<Column> columns, Partitioning partitioning) {

  /** The namespace of every table. */
  public static final String NAMESPACE = "streamify";

  /**
   * How a table is partitioned.
   *
   * @param column the source column
   * @param transform how its value becomes the partition's
   */
  public record Partitioning(String column, Transform transform) {
    /** From a column's value to a partition's. */
    public enum Transform {
      /** The value itself. */
      IDENTITY,
      /** The UTC day of an instant. */
      DAY
    }
  }

  /** Refuses repeated columns and a partition column that the table does not have. */
  public TableDefinition {
    Names.requireStreamName(name);
    columns = List.copyOf(columns);
    Columns.requireDistinct("table " + name, columns.stream().map(Column::name));
    if (columns.stream().noneMatch(column -> column.name().equals(partitioning.column()))) {
      throw new IllegalArgumentException(
          "table %s is partitioned by '%s', which is not one of its columns"
              .formatted(name, partitioning.column()));
    }
  }

  /** The name with its namespace, as SQL and sinks write it. */
  public String qualifiedName() {
    return NAMESPACE + "." + name;
  }

  /** The columns' names, in table order. */
  public Stream<String> columnNames() {
    return columns.stream().map(Column::name);
  }
}
