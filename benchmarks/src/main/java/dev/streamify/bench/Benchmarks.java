package dev.streamify.bench;

import dev.streamify.bench.cli.BenchmarksCommand;
import java.util.Locale;

/** Main class; see {@link BenchmarksCommand} for the arguments. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(BenchmarksCommand.run(args));
  }
}
