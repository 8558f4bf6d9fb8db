package dev.streamify.batch.database;

/** The database does not answer or cannot be used; the message says which and what to do. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
