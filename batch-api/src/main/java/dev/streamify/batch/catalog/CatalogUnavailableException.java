package dev.streamify.batch.catalog;

/** The catalog cannot be reached, or is not configured; the message says which and what to do. */
public final class CatalogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CatalogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  CatalogUnavailableException(String message) {
    super(message);
  }
}
