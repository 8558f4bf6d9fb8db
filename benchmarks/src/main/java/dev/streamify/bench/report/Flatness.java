package dev.streamify.bench.report;

import java.util.List;

/**
 * The same increment onto histories of different sizes.
 *
 * @param incrementRows deliveries of an increment
 * @param histories in the order of their sizes
 * @param timeRatio of the median times, largest history to smallest
 * @param cpuRatio of the median CPU times, largest history to smallest
 * @param limit what the time ratio may be
 * @param met whether it is kept
 */
public record Flatness(
    int incrementRows,
    List<History> histories,
    double timeRatio,
    double cpuRatio,
    double limit,
    boolean met) {

  /**
   * Increments onto one history.
   *
   * @param rows of silver when measuring began
   * @param streamify the platform
   */
  public record History(long rows, Measured streamify) {}

  /**
   * Compares.
   *
   * @param histories in the order of their sizes, at least one
   */
  public static Flatness of(int incrementRows, List<History> histories, double limit) {
    Measured smallest = histories.get(0).streamify();
    Measured largest = histories.get(histories.size() - 1).streamify();
    double ratio = largest.wallS().median() / smallest.wallS().median();
    return new Flatness(
        incrementRows,
        List.copyOf(histories),
        ratio,
        largest.cpuS().median() / Math.max(0.01, smallest.cpuS().median()),
        limit,
        ratio <= limit);
  }
}
