package dev.streamify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.local.monitoring.MetricsDocument;
import dev.streamify.local.monitoring.MonitoringFiles;
import dev.streamify.local.monitoring.PromQuery;
import dev.streamify.local.monitoring.PrometheusServer;
import dev.streamify.local.monitoring.Selector;
import dev.streamify.local.monitoring.Series;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running platform tells, and what alerts and dashboards ask for. */
class MetricsIT {
  private static final Duration START = Duration.ofMinutes(6);

  /** Batch-api looks at most things every few seconds, and a first time soon after its start. */
  private static final Duration SETTLE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static StackProcess stack;

  @BeforeAll
  static void startTheStack() throws IOException {
    stack = StackProcess.start(folder, List.of(), "--events=5000", "--malformed=0.01");
    stack.awaitOutput("Ctrl-C stops all of it", START);
  }

  @AfterAll
  static void stopTheStack() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void everySeriesOfTheDocumentIsScraped() {
    List<MetricsDocument.Promise> promises = MetricsDocument.promises();
    assertThat(promises).hasSizeGreaterThan(60);
    eventually(
        () -> {
          List<Series> scraped = scrape();
          assertThat(promises).flatExtracting(promise -> promise.broken(scraped)).isEmpty();
        });
  }

  @Test
  void theWorkersMetricsHaveStrimzisNames() throws Exception {
    List<Series> scraped = scrape("connect", stack.connectMetricsPort(), "/metrics");

    assertThat(List.of("bronze_listen_events", "bronze_dead_letters"))
        .allSatisfy(
            connector -> {
              assertThat(
                      matching(
                          scraped,
                          "kafka_connect_connector_status{connector=\"%s\",status=\"running\"}",
                          connector))
                  .hasSize(1);
              assertThat(
                      matching(
                          scraped,
                          "kafka_connect_connector_task_status{connector=\"%s\",task=\"0\",status=\"running\"}",
                          connector))
                  .hasSize(1);
              assertThat(
                      matching(
                          scraped,
                          "kafka_connect_sink_task_sink_record_send_total{connector=\"%s\",task=\"0\"}",
                          connector))
                  .hasSize(1);
            });
    assertThat(scraped)
        .extracting(Series::name)
        .contains(
            "kafka_connect_worker_connector_count",
            "kafka_connect_worker_rebalance_completed_rebalances_total",
            "kafka_connect_task_error_total_errors_logged",
            "kafka_consumer_fetch_manager_records_lag",
            "kafka_consumer_coordinator_assigned_partitions",
            "kafka_producer_record_send_total");
    assertThat(scraped).noneMatch(series -> series.labels().containsKey("_objectname"));
  }

  @Test
  void aNameAlwaysHasTheSameLabelsAndNoSeriesIsToldTwice() throws Exception {
    for (List<Series> process : List.of(enrich(), batch(), connect())) {
      assertThat(process).extracting(Series::name, Series::labels).doesNotHaveDuplicates();
      Map<String, Set<Set<String>>> labels = new TreeMap<>();
      process.forEach(
          series ->
              labels
                  .computeIfAbsent(series.name(), name -> new HashSet<>())
                  .add(series.labels().keySet()));
      assertThat(labels.entrySet()).allMatch(name -> name.getValue().size() == 1);
    }
  }

  @Test
  void everyAlertAndPanelAsksForSeriesThatAreThere() {
    List<MonitoringFiles.Query> queries = MonitoringFiles.queries();
    assertThat(queries).hasSizeGreaterThan(100);
    eventually(
        () -> {
          List<Series> scraped = scrape();
          assertThat(queries).flatExtracting(query -> missing(query, scraped)).isEmpty();
        });
  }

  @Test
  void prometheusEvaluatesEveryRuleWithoutError() throws Exception {
    Map<Integer, Integer> ports =
        Map.of(
            8080,
            stack.port("batch-api"),
            8082,
            stack.port("enrich-streams"),
            9404,
            stack.connectMetricsPort());
    try (PrometheusServer prometheus = PrometheusServer.start(folder, ports)) {
      eventually(
          () -> {
            assertThat(prometheus.get("/api/v1/targets").path("data").path("activeTargets"))
                .hasSize(3)
                .allMatch(target -> target.path("health").asText().equals("up"));
            List<JsonNode> rules = new ArrayList<>();
            prometheus
                .get("/api/v1/rules")
                .path("data")
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
            assertThat(rules)
                .hasSameSizeAs(MonitoringFiles.alerts())
                .allMatch(rule -> rule.path("health").asText().equals("ok"));
          });
    }
  }

  private static List<String> missing(MonitoringFiles.Query query, List<Series> scraped) {
    PromQuery asked = PromQuery.parse(query.expression());
    List<String> missing = new ArrayList<>();
    Set<String> labels = new TreeSet<>(asked.made());
    for (Selector selector : asked.selectors()) {
      List<Series> found = scraped.stream().filter(selector::matches).toList();
      if (found.isEmpty()) {
        missing.add("%s: nothing is like %s".formatted(query.place(), selector));
      }
      found.forEach(series -> labels.addAll(series.labels().keySet()));
    }
    Set<String> unknown = new TreeSet<>(asked.grouping());
    unknown.removeAll(labels);
    if (!unknown.isEmpty()) {
      missing.add("%s: nothing has the labels %s".formatted(query.place(), unknown));
    }
    return missing;
  }

  private static List<Series> matching(List<Series> scraped, String selector, String value) {
    Selector wanted = PromQuery.parse(selector.formatted(value)).selectors().get(0);
    return scraped.stream().filter(wanted::matches).toList();
  }

  private static void eventually(ThrowingRunnable assertion) {
    Awaitility.await().atMost(SETTLE).pollInterval(Duration.ofSeconds(2)).untilAsserted(assertion);
  }

  /** All that Prometheus would keep of one scrape of all processes. */
  private static List<Series> scrape() throws IOException, InterruptedException {
    List<Series> all = new ArrayList<>();
    Stream.of(enrich(), batch(), connect()).forEach(all::addAll);
    for (String job : List.of("enrich-streams", "batch-api", "connect")) {
      all.add(new Series("up", new HashMap<>(Map.of("job", job, "instance", "127.0.0.1:0")), 1));
    }
    return all;
  }

  private static List<Series> enrich() throws IOException, InterruptedException {
    return scrape("enrich-streams", stack.port("enrich-streams"), "/q/metrics");
  }

  private static List<Series> batch() throws IOException, InterruptedException {
    return scrape("batch-api", stack.port("batch-api"), "/q/metrics");
  }

  private static List<Series> connect() throws IOException, InterruptedException {
    return scrape("connect", stack.connectMetricsPort(), "/metrics");
  }

  private static List<Series> scrape(String job, int port, String path)
      throws IOException, InterruptedException {
    String text =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString())
            .body();
    return Series.parse(text, job);
  }
}
