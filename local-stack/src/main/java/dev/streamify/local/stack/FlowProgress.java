package dev.streamify.local.stack;

import dev.streamify.local.base.Await;
import dev.streamify.local.base.StackException;
import dev.streamify.local.reconcile.PipelineCounts;
import dev.streamify.local.reconcile.PipelineCounts.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows how far events have come, and notices when they come no further. */
final class FlowProgress {
  /**
   * Longer than a restart of any process with its session time-outs, and than a commit time-out.
   */
  private static final Duration STALLED = Duration.ofMinutes(3);

  private static final long REFRESH_NANOS = Duration.ofMillis(500).toNanos();

  private final Platform platform;
  private final PipelineCounts counts;
  private final Console console;
  private long lastRefreshNanos = System.nanoTime() - REFRESH_NANOS;

  FlowProgress(Platform platform, PipelineCounts counts, Console console) {
    this.platform = platform;
    this.counts = counts;
    this.console = console;
  }

  /**
   * Called while events are fed, often.
   *
   * @param fed records fed so far
   * @param expected how many there will be; 0 when nobody knows
   */
  void feeding(long fed, long expected) {
    long now = System.nanoTime();
    if (now - lastRefreshNanos < REFRESH_NANOS) {
      return;
    }
    lastRefreshNanos = now;
    platform.requireHealthy();
    console.progress(expected == 0 ? 0 : (double) fed / expected, describe(counts.totals()));
  }

  /** Returns when every record is in a bronze table. */
  void awaitBronze() {
    Totals last = counts.totals();
    long lastChangeNanos = System.nanoTime();
    while (!last.allInBronze()) {
      platform.requireHealthy();
      Await.pause();
      Totals now = counts.totals();
      if (!now.equals(last)) {
        lastChangeNanos = System.nanoTime();
      }
      last = now;
      console.progress(
          now.produced() == 0 ? 1 : (double) now.bronze() / now.produced(), describe(now));
      if (System.nanoTime() - lastChangeNanos > STALLED.toNanos()) {
        throw StackException.failed(stalled(now));
      }
    }
    console.line(String.format(Locale.ROOT, "Bronze holds all %,d records.", last.produced()));
  }

  private String stalled(Totals now) {
    List<String> problems = platform.sinkProblems();
    return "nothing has moved for %d s (%s)%s"
        .formatted(
            STALLED.toSeconds(),
            describe(now),
            problems.isEmpty() ? "" : ": " + String.join("; ", problems));
  }

  private static String describe(Totals totals) {
    return String.format(
        Locale.ROOT,
        "produced %,d  enriched %,d  dead-lettered %,d  bronze %,d",
        totals.produced(),
        totals.enriched(),
        totals.deadLettered(),
        totals.bronze());
  }
}
