package dev.streamify.enrich.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Entry point. Exits with code 2 when it can not start. */
@QuarkusMain
public final class EnrichStreams {
  /** What the process returns when its configuration or surroundings do not let it work. */
  static final int CANNOT_START = 2;

  private EnrichStreams() {}

  /** Runs until the process is told to end. */
  public static void main(String... args) {
    Quarkus.run(
        null, (exitCode, failure) -> System.exit(failure == null ? exitCode : CANNOT_START), args);
  }
}
