package dev.streamify.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus would see of a service. */
record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("^([a-zA-Z_:]+)(?:\\{(.*)\\})? (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  record Sample(String name, Map<String, String> labels, double value) {}

  static Scrape of(int port) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)))
              .build();
      String text =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Scrape(
          text.lines().map(LINE::matcher).filter(Matcher::matches).map(Scrape::sample).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Sample sample(Matcher line) {
    Map<String, String> labels = new HashMap<>();
    if (line.group(2) != null) {
      Matcher label = LABEL.matcher(line.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
  }

  /** All values of a label. */
  Set<String> values(String name, String label) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> sample.labels().get(label))
        .collect(Collectors.toSet());
  }

  /** The one value with these labels, given as name, value, name, value. */
  double value(String name, String... labels) {
    List<Sample> found =
        samples.stream()
            .filter(sample -> sample.name().equals(name))
            .filter(sample -> fits(sample, labels))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("not one but %s".formatted(found));
    }
    return found.get(0).value();
  }

  private static boolean fits(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
