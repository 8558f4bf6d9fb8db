package dev.streamify.local.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series of a scrape.
 *
 * @param name the metric's
 * @param labels with Prometheus' own, {@code job} and {@code instance}
 * @param value what was told
 */
public record Series(String name, Map<String, String> labels, double value) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?\\s*");

  /** Copies the labels. */
  public Series {
    labels = Map.copyOf(labels);
  }

  /**
   * The series of a scrape in Prometheus' text format, as Prometheus would keep them.
   *
   * @param text what the process answered
   * @param job of the scrape; a label of that name in the text stays
   */
  public static List<Series> parse(String text, String job) {
    List<Series> all = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> all.add(parseLine(line, job)));
    return all;
  }

  private static Series parseLine(String line, String job) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("no line of Prometheus' text format: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    labels.put("job", job);
    labels.put("instance", "127.0.0.1:0");
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      int end = 0;
      while (label.find() && label.start() == end) {
        labels.put(label.group(1), label.group(2));
        end = label.end();
      }
      if (end != matcher.group(2).length()) {
        throw new AssertionError("unreadable labels in: " + line);
      }
    }
    return new Series(matcher.group(1), labels, number(matcher.group(3)));
  }

  /** Prometheus writes infinity in its own way. */
  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }
}
