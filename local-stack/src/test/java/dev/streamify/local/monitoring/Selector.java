package dev.streamify.local.monitoring;

import java.util.List;

/**
 * Which series a query asks for.
 *
 * @param metric the name
 * @param matchers conditions on labels
 */
public record Selector(String metric, List<Matcher> matchers) {
  /**
   * A condition on a label.
   *
   * @param label its name
   * @param operator one of = != =~ !~
   * @param value without quotes
   */
  public record Matcher(String label, String operator, String value) {
    boolean accepts(Series series) {
      String found = series.labels().get(label);
      return switch (operator) {
        // Whether there is such a value just now is chance; that there is such a label is not.
        case "!=", "!~", "=~" -> found != null;
        default -> value.equals(found);
      };
    }
  }

  /** Whether it could pick the series. */
  public boolean matches(Series series) {
    return series.name().equals(metric)
        && matchers.stream().allMatch(matcher -> matcher.accepts(series));
  }
}
