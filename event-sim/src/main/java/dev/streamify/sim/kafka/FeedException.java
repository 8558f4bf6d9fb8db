package dev.streamify.sim.kafka;

/** Kafka could not be fed; the message is one line for the user. */
public final class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FeedException(String message) {
    super(message);
  }

  FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
