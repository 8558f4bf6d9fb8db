package dev.streamify.spark;

/**
 * A setting, or what it points at, with which the server cannot start; the message is for people.
 */
final class UnusableSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSettingsException(String message) {
    super(message);
  }
}
