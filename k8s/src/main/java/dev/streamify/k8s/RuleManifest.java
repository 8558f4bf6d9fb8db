package dev.streamify.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The alerts of Prometheus as a resource of its operator. */
final class RuleManifest {
  static final String SOURCE = "monitoring/prometheus/rules/streamify.yml";

  private RuleManifest() {}

  /** The rules as they are, two columns further to the right. */
  static String text(Path root) throws IOException {
    String rules =
        Files.readAllLines(root.resolve(SOURCE)).stream()
            .map(line -> line.isBlank() ? "" : "  " + line)
            .collect(Collectors.joining("\n", "", "\n"));
    return """
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: streamify
        spec:
        """
        + rules;
  }
}
