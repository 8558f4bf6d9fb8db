package dev.streamify.sim.event;

/** A sequence of events cannot be made or cannot go on; the message is one line for the user. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the reason in one line: what was wrong, with the value, and what to do. */
  public SourceException(String message) {
    super(message);
  }

  /** With the reason in one line, and where it comes from. */
  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
