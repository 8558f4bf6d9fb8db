package dev.streamify.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What the person at the terminal sees: lines, and one progress line that is overwritten (on a
 * terminal) or repeated every few seconds (in a file).
 */
final class Console {
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 24;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean terminal;
  private boolean progressShown;
  private boolean muted;
  private long lastProgressNanos = System.nanoTime() - QUIET.toNanos();

  Console(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  synchronized void line(String text) {
    if (muted) {
      return;
    }
    clearProgress();
    out.println(text);
    out.flush();
  }

  /**
   * Shows how far something is.
   *
   * @param share 0 to 1
   * @param text what stands behind the bar
   */
  synchronized void progress(double share, String text) {
    long now = System.nanoTime();
    if (muted || (!terminal && now - lastProgressNanos < QUIET.toNanos())) {
      return;
    }
    lastProgressNanos = now;
    int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR_WIDTH);
    String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    String line = String.format(Locale.ROOT, "[%s] %3.0f %%  %s", bar, share * 100, text);
    if (terminal) {
      out.print(CLEAR_LINE + line);
      progressShown = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /**
   * Says nothing any more: the stack is on its way down, and what fails now fails because of it.
   */
  synchronized void mute() {
    clearProgress();
    muted = true;
  }

  synchronized boolean isMuted() {
    return muted;
  }

  private void clearProgress() {
    if (progressShown) {
      out.print(CLEAR_LINE);
      progressShown = false;
    }
  }
}
