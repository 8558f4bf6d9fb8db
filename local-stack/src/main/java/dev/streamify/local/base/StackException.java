package dev.streamify.local.base;

/**
 * Something that keeps the stack from starting or finishing, told in one line for the person at the
 * terminal.
 */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit code for wrong arguments, ports, folders or a Kafka that is away. */
  public static final int UNUSABLE = 2;

  /** Exit code for a run that failed. */
  public static final int FAILED = 1;

  private final int exitCode;

  private StackException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Arguments or surroundings with which nothing can start. */
  public static StackException unusable(String message) {
    return new StackException(UNUSABLE, message, null);
  }

  /** Arguments or surroundings with which nothing can start, and why. */
  public static StackException unusable(String message, Throwable cause) {
    return new StackException(UNUSABLE, message, cause);
  }

  /** A run that began and cannot end well. */
  public static StackException failed(String message) {
    return new StackException(FAILED, message, null);
  }

  /** A run that began and cannot end well, and why. */
  public static StackException failed(String message, Throwable cause) {
    return new StackException(FAILED, message, cause);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
