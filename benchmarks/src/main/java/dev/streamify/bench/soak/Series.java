package dev.streamify.bench.soak;

import dev.streamify.bench.report.Trend;
import dev.streamify.bench.report.Trend.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was looked at, value by value. */
final class Series {
  private final Map<String, Values> all = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>(List.of("second,what,unit,value"));

  private record Values(Measure measure, List<Double> values) {}

  /**
   * Something that is looked at.
   *
   * @param what in words
   * @param unit of its values
   * @param tolerance by how much it may grow
   */
  record Measure(String what, String unit, Tolerance tolerance) {}

  /**
   * Adds a value.
   *
   * @param second since the beginning
   */
  void add(long second, Measure measure, Number value) {
    all.computeIfAbsent(measure.what(), what -> new Values(measure, new ArrayList<>()))
        .values()
        .add(value.doubleValue());
    lines.add(
        String.format(
            Locale.ROOT,
            "%d,%s,%s,%.1f",
            second,
            measure.what(),
            measure.unit(),
            value.doubleValue()));
  }

  /** All values as they came: CSV with a head. */
  List<String> csv() {
    return List.copyOf(lines);
  }

  /** What has become of each. */
  List<Trend> trends() {
    return all.values().stream()
        .map(
            each ->
                Trend.of(
                    each.measure().what(),
                    each.measure().unit(),
                    each.values(),
                    each.measure().tolerance()))
        .toList();
  }
}
