package dev.streamify.bench.base;

/**
 * Something that keeps a benchmark from starting or finishing, told in one line for the person at
 * the terminal.
 */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit code for a limit that is missed, a run that failed or rows that are wrong. */
  public static final int FAILED = 1;

  /** Exit code for wrong arguments, or for parts of the build that are missing. */
  public static final int UNUSABLE = 2;

  private final int exitCode;

  private BenchException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Arguments or surroundings with which nothing can start. */
  public static BenchException unusable(String message) {
    return new BenchException(UNUSABLE, message, null);
  }

  /** A benchmark that began and cannot end well. */
  public static BenchException failed(String message) {
    return new BenchException(FAILED, message, null);
  }

  /** A benchmark that began and cannot end well, and why. */
  public static BenchException failed(String message, Throwable cause) {
    return new BenchException(FAILED, message, cause);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
