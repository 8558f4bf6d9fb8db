package dev.streamify.batch.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
@QuarkusTestResource(value = ConnectStubResource.class, restrictToAnnotatedClass = true)
class SinksResourceTest {
  private static final String SINK = "bronze_listen_events";
  private static final Duration SOON = Duration.ofSeconds(20);

  ConnectStub connect;

  @BeforeEach
  void reset() {
    connect.refuseNoMore();
    connect.without("somebody_elses");
    connect.without("bronze_auth_events");
    connect.with(SINK, "RUNNING", "RUNNING");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(metrics()).contains(gauge("connector_state", "RUNNING", 1)));
    connect.changes();
  }

  @Test
  void sinksAreListedWithWhatTheContractSaysOfThem() {
    connect.with("somebody_elses", "RUNNING");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                RestAssured.get("/api/v1/sinks")
                    .then()
                    .statusCode(200)
                    .body("sinks.name", hasItems(SINK, "bronze_dead_letters", "somebody_elses"))
                    .body("sinks.find { it.name == 'somebody_elses' }.known", equalTo(false))
                    .body(
                        "sinks.find { it.name == 'bronze_auth_events' }.state",
                        equalTo("MISSING")));
    RestAssured.get("/api/v1/sinks/" + SINK)
        .then()
        .statusCode(200)
        .body("state", equalTo("RUNNING"))
        .body("topics", hasItem("enriched_listen_events"))
        .body("control_topic", equalTo("control_" + SINK))
        .body("consumer_groups", hasItems("connect-" + SINK, "connect-" + SINK + "-coord"))
        .body("tasks[0].state", equalTo("RUNNING"));
  }

  @Test
  void aChangeIsPassedOnAndAudited() {
    RestAssured.post("/api/v1/sinks/" + SINK + "/pause").then().statusCode(202);
    RestAssured.post("/api/v1/sinks/" + SINK + "/resume").then().statusCode(202);
    RestAssured.post("/api/v1/sinks/" + SINK + "/restart").then().statusCode(202);
    RestAssured.post("/api/v1/sinks/" + SINK + "/restart?all=true").then().statusCode(202);

    assertThat(connect.changes())
        .containsExactly(
            "PUT /connectors/" + SINK + "/pause",
            "PUT /connectors/" + SINK + "/resume",
            "POST /connectors/" + SINK + "/restart?includeTasks=true&onlyFailed=true",
            "POST /connectors/" + SINK + "/restart?includeTasks=true&onlyFailed=false");
    RestAssured.get("/api/v1/audit")
        .then()
        .body("entries.target", hasItem("/api/v1/sinks/" + SINK + "/pause"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope/pause", "bronze_auth_events/restart"})
  void whatIsNotRegisteredIsNotFound(String path) {
    RestAssured.post("/api/v1/sinks/" + path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
    assertThat(connect.changes()).isEmpty();
  }

  @Test
  void whenConnectIsAwayThatIsTheProblem() {
    connect.refuse(503);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                RestAssured.get("/api/v1/sinks")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("code", equalTo("connect-unavailable"))
                    .body("detail", containsString("Kafka Connect")));
    await().atMost(SOON).until(() -> metrics().contains("streamify_connect_up 0.0"));
    assertThat(metrics()).contains(gauge("connector_state", "RUNNING", 0));
  }

  @Test
  void aFailedTaskIsRestartedAndCounted() {
    connect.with(SINK, "RUNNING", "FAILED");

    await()
        .atMost(SOON)
        .until(() -> connect.changes().contains("POST /connectors/" + SINK + "/tasks/0/restart"));
    assertThat(metrics())
        .contains(
            "streamify_connect_up 1.0",
            gauge("connector_tasks", "FAILED", 1),
            "streamify_connector_task_restarts_total{connector=\"bronze_auth_events\"} 0.0")
        .doesNotContain("restarts_total{connector=\"" + SINK + "\"} 0.0");
    RestAssured.get("/api/v1/sinks/" + SINK)
        .then()
        .body("tasks[0].trace", containsString("no such table"));
  }

  private static String metrics() {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("streamify_connect"))
        .collect(Collectors.joining("\n"));
  }

  private static String gauge(String name, String state, int value) {
    return "streamify_%s{connector=\"%s\",state=\"%s\"} %d.0".formatted(name, SINK, state, value);
  }
}
