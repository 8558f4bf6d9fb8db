package dev.streamify.bench.silver;

import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Sample;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Runs that find nothing new: what a run costs beside its work, from the request over HTTP to the
 * answer that it has ended.
 */
final class IdleRuns {
  private static final int WARM_UPS = 5;
  private static final int RUNS = 20;

  private final Listens listens;

  /** On a platform whose silver has all of bronze. */
  IdleRuns(Listens listens) {
    this.listens = listens;
  }

  /** Measures them, for people. */
  String text() {
    IntStream.range(0, WARM_UPS).forEach(warmUp -> idle());
    List<Sample> samples = IntStream.range(0, RUNS).mapToObj(run -> idle()).toList();
    Measured measured = Measured.of(samples);
    return String.format(
        Locale.ROOT,
        "a run that finds nothing new takes %.0f ms (%.0f–%.0f) from the request to the answer that"
            + " it has ended, and %.0f ms of CPU time (%d runs)",
        1_000 * measured.wallS().median(),
        1_000 * measured.wallS().min(),
        1_000 * measured.wallS().max(),
        1_000 * measured.cpuS().median(),
        RUNS);
  }

  private Sample idle() {
    return listens.deduplicate(0, 0).sample();
  }
}
