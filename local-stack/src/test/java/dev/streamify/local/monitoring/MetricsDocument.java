package dev.streamify.local.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series that docs/metrics.md promises. */
public final class MetricsDocument {
  private static final Path FILE = MonitoringFiles.ROOT.resolve("docs/metrics.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern LABEL = Pattern.compile("`([^`]+)`(?:\\s*\\(([^)]*)\\))?");

  private MetricsDocument() {}

  /**
   * A promised metric.
   *
   * @param name or the beginning of names, with * at the end
   * @param values the values of each label; empty where any are fine
   */
  public record Promise(String name, Map<String, Set<String>> values) {
    /** What of it a scrape does not keep; empty if it keeps all. */
    public List<String> broken(List<Series> scraped) {
      if (name.endsWith("*")) {
        String prefix = name.substring(0, name.length() - 1);
        return scraped.stream()
                .anyMatch(series -> series.name().startsWith(prefix) && hasValue(series))
            ? List.of()
            : List.of("no number of any " + name);
      }
      List<Series> found = scraped.stream().filter(series -> series.name().equals(name)).toList();
      if (found.stream().noneMatch(Promise::hasValue)) {
        return List.of(found.isEmpty() ? "no " + name : name + " is never a number");
      }
      return found.stream().flatMap(series -> differences(series).stream()).distinct().toList();
    }

    private static boolean hasValue(Series series) {
      return !Double.isNaN(series.value());
    }

    private List<String> differences(Series series) {
      Set<String> labels = new TreeSet<>(series.labels().keySet());
      labels.remove("instance");
      labels.remove("le");
      if (!values.containsKey("job")) {
        labels.remove("job");
      }
      if (!labels.equals(values.keySet())) {
        return List.of("%s has the labels %s, not %s".formatted(name, labels, values.keySet()));
      }
      List<String> differences = new ArrayList<>();
      values.forEach(
          (label, known) -> {
            String value = series.labels().get(label);
            if (!known.isEmpty() && !known.contains(value)) {
              differences.add(
                  "%s has %s=\"%s\", not one of %s".formatted(name, label, value, known));
            }
          });
      return differences;
    }
  }

  /** All promises, in the document's order. */
  public static List<Promise> promises() {
    List<Promise> promises = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(FILE)) {
        String[] cells = line.split("\\|", -1);
        if (line.startsWith("| `") && cells.length == 5) {
          addRow(promises, cells[1], cells[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return promises;
  }

  private static void addRow(List<Promise> promises, String series, String labels) {
    Map<String, Set<String>> values = new TreeMap<>();
    Matcher label = LABEL.matcher(labels);
    while (label.find()) {
      Set<String> known = new TreeSet<>();
      if (label.group(2) != null) {
        CODE.matcher(label.group(2)).results().forEach(value -> known.add(value.group(1)));
      }
      values.put(label.group(1), known);
    }
    String first = "";
    Matcher name = CODE.matcher(series);
    while (name.find()) {
      // `a_count`, `_sum` stands for a_count and a_sum.
      String full =
          name.group(1).startsWith("_")
              ? first.substring(0, first.lastIndexOf('_')) + name.group(1)
              : name.group(1);
      first = full;
      promises.add(new Promise(full, values));
    }
  }
}
