package dev.streamify.bootstrap.base;

/** Why a command cannot do its work. The message says what was wrong, and what to do. */
public final class BootstrapException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  private final int exitCode;

  private BootstrapException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something did not work out. */
  public static BootstrapException failed(String message, Throwable cause) {
    return new BootstrapException(FAILED, message, cause);
  }

  /** Something did not work out. */
  public static BootstrapException failed(String message) {
    return new BootstrapException(FAILED, message, null);
  }

  /** A setting that cannot be used. */
  public static BootstrapException unusable(String message) {
    return new BootstrapException(UNUSABLE, message, null);
  }

  /** The process' exit code: 1 failed, 2 unusable settings. */
  public int exitCode() {
    return exitCode;
  }
}
