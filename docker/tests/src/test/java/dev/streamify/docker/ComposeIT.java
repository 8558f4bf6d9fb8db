package dev.streamify.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.yml from nothing, and again with the volumes that it left. */
@EnabledWithDocker
class ComposeIT {
  private static final EventContract CONTRACT = EventContract.standard();
  private static final int EVENTS = 20_000;
  private static final Duration FLOW = Duration.ofMinutes(4);

  @Test
  void everything_comes_up_in_order_from_nothing_and_after_down_with_volumes_kept(
      @TempDir Path folder) {
    assumeThat(ComposeProject.command())
        .as("neither 'docker compose' nor 'docker-compose' answers: install one")
        .isPresent();
    // Spark as a cluster of its own, so that the master and its workers are tried too.
    Map<String, String> cluster =
        Map.of("COMPOSE_PROFILES", "cluster", "SPARK_MASTER", "spark://spark-master:7077");
    try (ComposeProject project = ComposeProject.of(folder, cluster)) {
      project.run("up", "-d");
      Api api = project.api();
      awaitSinks(project);
      project.run("run", "--rm", "event-sim", "--events", Integer.toString(EVENTS));
      awaitDeliveries(api, EVENTS);
      api.run("silver", FLOW);
      Map<String, Long> before = api.rows();
      String credential = catalogueCredential(project);
      assertThat(before.get("silver_listen_events")).isPositive();
      assertThat(before.get("silver_user_sessions")).isPositive();

      project.run("down");
      project.run("up", "-d");

      awaitSinks(project);
      assertThat(api.rows()).isEqualTo(before);
      assertThat(catalogueCredential(project)).isEqualTo(credential);
      project.run("run", "--rm", "event-sim", "--events", Integer.toString(EVENTS));
      awaitDeliveries(api, 2 * EVENTS);
    }
  }

  /** As the docs say to get it; the bootstrap runs again with that. */
  private static String catalogueCredential(ComposeProject project) {
    String said =
        project.run("run", "--rm", "-T", "polaris-bootstrap", "catalog", "--print-credentials");
    assertThat(said).contains("already there: catalogue lakehouse", "works and stays");
    return said.lines()
        .filter(line -> line.matches("STREAMIFY_CATALOG_CREDENTIAL=[^:]+:.+"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(said));
  }

  private static void awaitSinks(ComposeProject project) {
    List<String> sinks = CONTRACT.sinks().stream().map(SinkDefinition::connectorName).toList();
    for (String sink : sinks) {
      await("the sink " + sink)
          .atMost(FLOW)
          .until(
              () ->
                  Objects.equals(
                      RestAssured.given()
                          .baseUri(project.connectUrl())
                          .get("/connectors/{sink}/status", sink)
                          .jsonPath()
                          .getString("tasks[0].state"),
                      "RUNNING"));
    }
  }

  private static void awaitDeliveries(Api api, long events) {
    await("%d deliveries in bronze".formatted(events))
        .atMost(FLOW)
        .until(() -> deliveries(api) == events);
  }

  private static long deliveries(Api api) {
    Map<String, Long> rows = api.rows();
    return CONTRACT.sinks().stream().mapToLong(sink -> rows.get(sink.table().name())).sum();
  }
}
