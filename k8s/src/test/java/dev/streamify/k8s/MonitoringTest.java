package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.k8s.Rendering.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus' operator and Grafana get, beside what they get on one machine. */
@ExtendWith(Overlays.Resolver.class)
class MonitoringTest {
  private static final JsonNode PROMETHEUS =
      Yaml.file(SourceFiles.ROOT.resolve("monitoring/prometheus/prometheus.yml"));

  private final Overlays overlays;

  MonitoringTest(Overlays overlays) {
    this.overlays = overlays;
  }

  @ParameterizedTest
  @ValueSource(strings = {"enrich-streams", "batch-api", "connect"})
  void aMonitorScrapesAsTheJobOfThatNameDoes(String job) {
    JsonNode scrape =
        Resources.elements(PROMETHEUS.path("scrape_configs"))
            .filter(config -> config.path("job_name").asText().equals(job))
            .findFirst()
            .orElseThrow();
    JsonNode endpoint = SourceFiles.resource("PodMonitor", job).at("/spec/podMetricsEndpoints/0");

    assertThat(endpoint.path("path").asText())
        .isEqualTo(scrape.path("metrics_path").asText("/metrics"));
    assertThat(endpoint.path("honorLabels").asBoolean())
        .isEqualTo(scrape.path("honor_labels").asBoolean());
    assertThat(endpoint.path("interval")).isEqualTo(PROMETHEUS.at("/global/scrape_interval"));
    assertThat(endpoint.path("scrapeTimeout")).isEqualTo(PROMETHEUS.at("/global/scrape_timeout"));
    assertThat(endpoint.at("/relabelings/0/targetLabel").asText()).isEqualTo("job");
    assertThat(endpoint.at("/relabelings/0/replacement").asText()).isEqualTo(job);
  }

  @Test
  void everyJobOfPrometheusHasAMonitor() {
    List<String> monitors = SourceFiles.ofKind("PodMonitor").map(Manifest::name).toList();

    assertThat(monitors)
        .containsAll(
            Resources.elements(PROMETHEUS.path("scrape_configs"))
                .map(config -> config.path("job_name").asText())
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void aMonitorFindsItsPodsAndTheirPort(Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(Stream.of("enrich-streams", "batch-api"))
        .allSatisfy(
            name -> {
              JsonNode spec = resources.get("PodMonitor", name).at("/spec");
              Workload workload = resources.workload(name);
              assertThat(workload.labels())
                  .containsAllEntriesOf(Resources.texts(spec.at("/selector/matchLabels")));
              assertThat(workload.port(spec.at("/podMetricsEndpoints/0/port"))).isPositive();
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyDashboardIsThereAsItIs(Overlay overlay) throws IOException {
    Resources resources = overlays.get(overlay);
    try (Stream<Path> files =
        Files.list(SourceFiles.ROOT.resolve("monitoring/grafana/dashboards"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(
                          resources
                              .ofKind("ConfigMap")
                              .filter(map -> map.at("/metadata/labels").has("grafana_dashboard"))
                              .map(map -> map.at("/data").path(file.getFileName().toString()))
                              .filter(JsonNode::isTextual)
                              .map(JsonNode::asText))
                      .containsExactly(Files.readString(file)));
    }
  }
}
