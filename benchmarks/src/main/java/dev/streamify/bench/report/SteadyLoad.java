package dev.streamify.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Events that arrive at a steady rate, and how soon and at what cost several programs bring them to
 * where they belong.
 *
 * @param ratePerSecond events over all streams
 * @param measuredS seconds that count
 * @param contenders the first one is the measure of the others
 */
public record SteadyLoad(int ratePerSecond, double measuredS, List<Contender> contenders) {

  /**
   * What became of the load with one program.
   *
   * @param name what it is
   * @param freshnessS from the producer's time of the raw record to the snapshot of its row
   * @param eventsPerSecond that were committed while it was measured
   * @param cpuS CPU seconds by process
   * @param cores CPU seconds per second
   * @param filesPerMinute data files over all tables
   * @param commitsPerMinute snapshots over all tables
   * @param peakMemoryMib of all processes, each at its own peak, where it is known
   */
  public record Measurement(
      String name,
      Freshness freshnessS,
      long eventsPerSecond,
      Map<String, Double> cpuS,
      double cores,
      double filesPerMinute,
      double commitsPerMinute,
      OptionalLong peakMemoryMib) {}

  /**
   * Quantiles over events, seconds.
   *
   * @param p50 half of the events are not older
   * @param p99 99 of 100
   * @param max the oldest
   */
  public record Freshness(double p50, double p99, double max) {}

  /**
   * A program beside the first one.
   *
   * @param measured what it did
   * @param cpuRatio its CPU time to that of the first one
   * @param aims what the project aims at and whether it is reached, by name
   */
  public record Contender(Measurement measured, double cpuRatio, Map<String, Boolean> aims) {}

  /**
   * What is aimed at.
   *
   * @param cpuRatio most CPU time, as a multiple of the first program's
   * @param p99S most freshness of 99 of 100 events, seconds
   * @param filesPerMinute most data files
   */
  public record Aims(double cpuRatio, double p99S, double filesPerMinute) {
    private Map<String, Boolean> of(Measurement measured, double ratio) {
      return Map.of(
          "cpu_ratio", ratio <= cpuRatio,
          "p99_s", measured.freshnessS().p99() <= p99S,
          "files_per_minute", measured.filesPerMinute() <= filesPerMinute);
    }
  }

  /**
   * Compares all with the first one.
   *
   * @param aims for the last one, where the project has any for this rate
   */
  public static SteadyLoad of(
      int ratePerSecond, double measuredS, List<Measurement> measured, Optional<Aims> aims) {
    double measure = Math.max(0.01, measured.get(0).cores());
    List<Contender> contenders = new ArrayList<>();
    for (Measurement each : measured) {
      boolean last = contenders.size() == measured.size() - 1;
      double ratio = each.cores() / measure;
      contenders.add(
          new Contender(
              each,
              ratio,
              aims.filter(aim -> last).map(aim -> aim.of(each, ratio)).orElse(Map.of())));
    }
    return new SteadyLoad(ratePerSecond, measuredS, List.copyOf(contenders));
  }
}
