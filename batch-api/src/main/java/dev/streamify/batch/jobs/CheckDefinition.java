package dev.streamify.batch.jobs;

import java.util.List;

/**
 * Something that has to hold for the rows that a run adds.
 *
 * @param type what is asked of the columns
 * @param columns the columns
 * @param severity what happens when it does not hold
 */
public record CheckDefinition(Type type, List<String> columns, Severity severity) {
  /** What can be asked. */
  public enum Type {
    /** No two rows of the table have the same values. */
    UNIQUE,
    /** No row lacks a value. */
    NOT_NULL
  }

  /** What follows. */
  public enum Severity {
    /** The rows are published, the run tells. */
    WARNING,
    /** Nothing is published, the run fails. */
    ERROR
  }

  /** Copies the columns. */
  public CheckDefinition {
    columns = List.copyOf(columns);
  }
}
