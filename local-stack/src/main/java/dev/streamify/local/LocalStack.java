package dev.streamify.local;

import dev.streamify.local.cli.LocalCommand;

/** Main class of the stack's own JVM; see {@link LocalCommand} for the arguments. */
public final class LocalStack {
  private LocalStack() {}

  /** Runs the stack and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(LocalCommand.run(args));
  }
}
