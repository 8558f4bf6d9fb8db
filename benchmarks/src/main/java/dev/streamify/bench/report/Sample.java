package dev.streamify.bench.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What one repetition took.
 *
 * @param wallS seconds
 * @param cpuS CPU seconds by process
 * @param peakMemoryMib the most memory of all processes, each at its own peak, where it is known
 */
public record Sample(double wallS, Map<String, Double> cpuS, OptionalLong peakMemoryMib) {

  /** Keeps the processes in order. */
  public Sample {
    cpuS = new TreeMap<>(cpuS);
  }

  /** One whose memory nobody looked at. */
  public Sample(double wallS, Map<String, Double> cpuS) {
    this(wallS, cpuS, OptionalLong.empty());
  }

  /** For people. */
  public String text() {
    return String.format(Locale.ROOT, "%.2f s, %.2f CPU s", wallS, totalCpuS());
  }

  /** CPU seconds of all processes. */
  double totalCpuS() {
    return cpuS.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** A duration in seconds. */
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
