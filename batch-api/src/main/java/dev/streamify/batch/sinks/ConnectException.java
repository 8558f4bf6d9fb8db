package dev.streamify.batch.sinks;

/** Connect did not do what was asked. The message is for people. */
final class ConnectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unknown;

  private ConnectException(String message, boolean unknown) {
    super(message);
    this.unknown = unknown;
  }

  /** It does not answer, or not as it should. */
  static ConnectException unavailable(String message) {
    return new ConnectException(message, false);
  }

  /** It has no such connector. */
  static ConnectException unknown(String message) {
    return new ConnectException(message, true);
  }

  /** Whether the connector does not exist. */
  boolean isUnknown() {
    return unknown;
  }
}
