package dev.streamify.batch.bootstrap;

/** A table has a column of another type than the contract wants; nothing was changed. */
final class SchemaConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaConflictException(String message) {
    super(message);
  }
}
