package dev.streamify.enrich.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.BindException;

/** Entry point. Exits with code 2 and one line when it can not start. */
@QuarkusMain
public final class EnrichStreams {
  /** What the process returns when its configuration or surroundings do not let it work. */
  static final int CANNOT_START = 2;

  private EnrichStreams() {}

  /** Runs until the process is told to end. */
  public static void main(String... args) {
    Quarkus.run(null, EnrichStreams::exit, args);
  }

  /** Without the log, which may not be there yet. */
  private static void exit(int exitCode, Throwable failure) {
    if (failure == null) {
      System.exit(exitCode);
    }
    System.err.println("enrich-streams can not start: " + rootCause(failure));
    System.exit(CANNOT_START);
  }

  /** The innermost message, which is the one that names the value. */
  static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof BindException
        ? "its HTTP port is in use (%s): choose another with QUARKUS_HTTP_PORT"
            .formatted(cause.getMessage())
        : String.valueOf(cause.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }
}
