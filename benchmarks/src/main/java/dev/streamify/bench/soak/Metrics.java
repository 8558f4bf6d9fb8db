package dev.streamify.bench.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics as a service tells them to Prometheus.
 *
 * @param text the answer
 */
record Metrics(String text) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_:]+)(?:\\{(.*)})? ([-+0-9.eE]+)(?: .*)?");

  /** The sum of a series over all its labels; 0 when there is none. */
  double sum(String series) {
    return sumsBy(series, "").values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The sums of a series by one of its labels. */
  Map<String, Double> sumsBy(String series, String label) {
    Pattern value = Pattern.compile("(?:^|,)" + Pattern.quote(label) + "=\"([^\"]*)\"");
    Map<String, Double> sums = new TreeMap<>();
    for (String line : text.split("\\R", -1)) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches() && sample.group(1).equals(series)) {
        Matcher found = value.matcher(sample.group(2) == null ? "" : sample.group(2));
        sums.merge(
            found.find() ? found.group(1) : "", Double.valueOf(sample.group(3)), Double::sum);
      }
    }
    return sums;
  }
}
