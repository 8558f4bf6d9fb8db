package dev.streamify.connect.worker;

/** Settings with which a worker cannot start. The message says what is wrong and what to do. */
public final class UnusableSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSettingsException(String message) {
    super(message);
  }

  UnusableSettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
