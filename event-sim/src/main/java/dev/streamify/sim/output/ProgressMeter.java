package dev.streamify.sim.output;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Counts records and reports now and then: a report for each would cost more than the record. */
public final class ProgressMeter {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The clock is asked for every so many records. */
  private static final int MASK = 0x1F;

  private final Progress progress;
  private final OptionalLong expected;
  private long done;
  private long lastReport;

  /** Begins at zero. */
  public ProgressMeter(Progress progress, OptionalLong expected) {
    this.progress = progress;
    this.expected = expected;
    this.lastReport = System.nanoTime();
  }

  /** One record more. */
  public void count() {
    done++;
    if ((done & MASK) == 0) {
      long now = System.nanoTime();
      if (now - lastReport >= INTERVAL_NANOS) {
        lastReport = now;
        progress.report(done, expected);
      }
    }
  }

  /** Reports the final count, which is all there is now. */
  public void end() {
    progress.report(done, expected);
  }
}
