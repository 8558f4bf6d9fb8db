package dev.streamify.enrich.service;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lines of a scrape in Prometheus' text format.
 *
 * @param lines without comments, as they stand there
 */
record Scrape(List<String> lines) {
  static Scrape of(String text) {
    return new Scrape(text.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /** All metrics' names. */
  Set<String> names() {
    return lines.stream().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
  }

  /** The series of a name whose labels include these pairs. */
  List<String> of(String name, String... labels) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(
            line ->
                labels.length == 0
                    || Arrays.stream(pairs(labels)).allMatch(pair -> line.contains(pair)))
        .toList();
  }

  /** The value of the only such series. */
  double value(String name, String... labels) {
    List<String> found = of(name, labels);
    if (found.size() != 1) {
      throw new AssertionError("%d series instead of one: %s".formatted(found.size(), found));
    }
    return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
  }

  private static String[] pairs(String... labels) {
    String[] pairs = new String[labels.length / 2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = labels[2 * i] + "=\"" + labels[2 * i + 1] + "\"";
    }
    return pairs;
  }
}
