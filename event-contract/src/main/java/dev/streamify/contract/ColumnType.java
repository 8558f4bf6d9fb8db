package dev.streamify.contract;

/** The types that fields of an event and columns of a table have. */
public enum ColumnType {
  /** True or false. */
  BOOLEAN,
  /** 32-bit signed integer. */
  INT,
  /** 64-bit signed integer. */
  LONG,
  /** Finite IEEE 754 double. */
  DOUBLE,
  /** Text; UTF-8 wherever it is bytes. */
  STRING,
  /** Calendar day in UTC, written {@code yyyy-MM-dd}. */
  DATE,
  /** Instant in UTC, written in ISO-8601 with a trailing {@code Z}. */
  TIMESTAMP,
  /** List of 64-bit integers without null elements; in tables only. */
  LONG_LIST;

  /** Whether a number in JSON can stand for a value of this type. */
  public boolean isNumeric() {
    return this == INT || this == LONG || this == DOUBLE;
  }
}
