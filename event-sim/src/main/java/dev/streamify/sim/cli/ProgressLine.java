package dev.streamify.sim.cli;

import dev.streamify.sim.output.Progress;
import java.io.PrintWriter;
import java.util.OptionalLong;
import picocli.CommandLine.Help.Ansi;

/** One line on the console that is written over again; nothing where nobody watches. */
final class ProgressLine implements Progress, AutoCloseable {
  private final PrintWriter out;
  private final boolean visible;
  private boolean begun;

  private ProgressLine(PrintWriter out, boolean visible) {
    this.out = out;
    this.visible = visible;
  }

  static ProgressLine onConsole(PrintWriter out) {
    return new ProgressLine(out, Ansi.AUTO.enabled());
  }

  @Override
  public void report(long done, OptionalLong expected) {
    if (visible) {
      begun = true;
      out.print("\r" + done + (expected.isPresent() ? " of " + expected.getAsLong() : ""));
      out.flush();
    }
  }

  @Override
  public void close() {
    if (begun) {
      out.println();
    }
  }
}
