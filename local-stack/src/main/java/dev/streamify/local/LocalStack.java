package dev.streamify.local;

import dev.streamify.local.cli.LocalCommand;
import java.util.Locale;

/** Main class of the stack's own JVM; see {@link LocalCommand} for the arguments. */
public final class LocalStack {
  private LocalStack() {}

  /** Runs the stack and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // The embedded broker turns configuration into upper case by the locale's rules, and finds
    // nothing under a Turkish one.
    Locale.setDefault(Locale.ROOT);
    System.exit(LocalCommand.run(args));
  }
}
