package dev.streamify.bench.bronze;

import dev.streamify.bench.base.BenchException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to measure.
 *
 * @param rates events per second over all streams, one after the other
 * @param warmUp how long a load lasts before it counts
 * @param measured how long it counts
 * @param intervals between commits
 * @param folder for data and logs
 */
public record SteadyOptions(
    List<Integer> rates,
    Duration warmUp,
    Duration measured,
    CommitIntervals intervals,
    Path folder) {

  /** Refuses what cannot be measured. */
  public SteadyOptions {
    rates = List.copyOf(rates);
    if (rates.isEmpty() || rates.stream().anyMatch(rate -> rate < 1)) {
      throw BenchException.unusable(
          "--rates %s: give events per second, 1 or more".formatted(rates));
    }
    if (warmUp.isNegative() || warmUp.isZero() || measured.compareTo(intervals.longest()) <= 0) {
      throw BenchException.unusable(
          "warm-up %s, measured %s, commit interval %s: measure for longer than an interval"
              .formatted(warmUp, measured, intervals.longest()));
    }
  }
}
