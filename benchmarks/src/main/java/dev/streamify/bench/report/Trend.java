package dev.streamify.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * Whether something that was looked at again and again has grown. The first quarter does not count:
 * caches fill, classes load, compilers work. What leaks goes on growing, so the last quarter is
 * held against the second one.
 *
 * @param what was looked at
 * @param unit of the values
 * @param secondQuarter median of the second quarter
 * @param lastQuarter median of the last quarter
 * @param most of all values
 * @param limit what the last quarter's median may be
 * @param bounded whether it is not more
 */
public record Trend(
    String what,
    String unit,
    double secondQuarter,
    double lastQuarter,
    double most,
    double limit,
    boolean bounded) {
  private static final int QUARTERS = 4;

  /**
   * By how much the last quarter may be above the second one.
   *
   * @param share of the second quarter's median, 0.1 for a tenth
   * @param slack beside it, in the unit of the values
   */
  public record Tolerance(double share, double slack) {
    private double limit(double base) {
      return base * (1 + share) + slack;
    }
  }

  /**
   * Judges.
   *
   * @param values in the order in which they were taken, at steady intervals, at least four
   */
  public static Trend of(String what, String unit, List<Double> values, Tolerance tolerance) {
    if (values.size() < QUARTERS) {
      throw new IllegalArgumentException(
          "%s: %d values have no quarters".formatted(what, values.size()));
    }
    double second = median(quarter(values, 1));
    double last = median(quarter(values, QUARTERS - 1));
    double limit = tolerance.limit(second);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return new Trend(what, unit, second, last, most, limit, last <= limit);
  }

  private static List<Double> quarter(List<Double> values, int index) {
    return values.subList(values.size() * index / QUARTERS, values.size() * (index + 1) / QUARTERS);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** What it is and what it was, in a line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s grew from %.1f to %.1f %s, more than %.1f",
        what,
        secondQuarter,
        lastQuarter,
        unit,
        limit);
  }
}
