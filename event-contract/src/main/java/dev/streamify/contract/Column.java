package dev.streamify.contract;

import java.util.Objects;

/**
 * One column of a table.
 *
 * @param name the column's name
 * @param type its type
 * @param required whether the table refuses rows without it
 * @param description what it holds, with its unit
 */
public record Column(String name, ColumnType type, boolean required, String description) {

  /** Refuses a name that would need quoting. */
  public Column {
    Names.requireFieldName(name);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(description, "description");
  }

  /** A column that may be null. */
  public static Column optional(String name, ColumnType type, String description) {
    return new Column(name, type, false, description);
  }

  /** A column that is never null. */
  public static Column required(String name, ColumnType type, String description) {
    return new Column(name, type, true, description);
  }
}
