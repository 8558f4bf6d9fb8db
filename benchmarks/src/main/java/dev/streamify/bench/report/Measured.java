package dev.streamify.bench.report;

import java.util.List;

/**
 * Repetitions of one piece of work.
 *
 * @param wallS seconds
 * @param cpuS CPU seconds of all processes
 * @param samples each repetition
 */
public record Measured(Spread wallS, Spread cpuS, List<Sample> samples) {

  /** Sums up samples, at least one. */
  public static Measured of(List<Sample> samples) {
    return new Measured(
        Spread.of(samples, Sample::wallS),
        Spread.of(samples, Sample::totalCpuS),
        List.copyOf(samples));
  }
}
