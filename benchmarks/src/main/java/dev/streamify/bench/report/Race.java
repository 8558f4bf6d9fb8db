package dev.streamify.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * The same work done by several programs, in turns.
 *
 * @param work what was done
 * @param records that count in each repetition
 * @param contenders the first one is the measure of the others
 */
public record Race(String work, long records, List<Contender> contenders) {

  /**
   * A program that took part.
   *
   * @param name what it is
   * @param perMillion what a million records took
   * @param recordsPerSecond by the median
   * @param cpuRatio its CPU time to that of the first one, medians
   * @param targetCpuRatio what the project aims at, where it has said so
   * @param met whether it is reached
   */
  public record Contender(
      String name,
      Measured perMillion,
      long recordsPerSecond,
      double cpuRatio,
      Optional<Double> targetCpuRatio,
      Optional<Boolean> met) {}

  /**
   * What a program took.
   *
   * @param name what it is
   * @param perMillion what a million records took
   * @param targetCpuRatio what the project aims at, where it has said so
   */
  public record Entry(String name, Measured perMillion, Optional<Double> targetCpuRatio) {}

  /** Compares all with the first one. */
  public static Race of(String work, long records, List<Entry> entries) {
    double measure = entries.get(0).perMillion().cpuS().median();
    return new Race(
        work,
        records,
        entries.stream()
            .map(
                entry -> {
                  double ratio = entry.perMillion().cpuS().median() / Math.max(0.01, measure);
                  return new Contender(
                      entry.name(),
                      entry.perMillion(),
                      Math.round(1e6 / entry.perMillion().wallS().median()),
                      ratio,
                      entry.targetCpuRatio(),
                      entry.targetCpuRatio().map(target -> ratio <= target));
                })
            .toList());
  }
}
