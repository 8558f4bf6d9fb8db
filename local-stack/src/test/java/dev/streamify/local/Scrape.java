package dev.streamify.local;

import dev.streamify.local.monitoring.Series;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What Prometheus would see of batch-api. */
record Scrape(List<Series> series) {

  static Scrape of(int port) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)))
              .build();
      return new Scrape(
          Series.parse(
              HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body(),
              "batch-api"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** All values of a label. */
  Set<String> values(String name, String label) {
    return series.stream()
        .filter(each -> each.name().equals(name))
        .map(each -> each.labels().get(label))
        .collect(Collectors.toSet());
  }

  /** The one value with these labels, given as name, value, name, value. */
  double value(String name, String... labels) {
    List<Series> found =
        series.stream()
            .filter(each -> each.name().equals(name))
            .filter(each -> fits(each, labels))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("not one %s but %s".formatted(name, found));
    }
    return found.get(0).value();
  }

  private static boolean fits(Series series, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(series.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
