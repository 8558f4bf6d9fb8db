package dev.streamify.batch.lineage;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.streamify.batch.fixture.Contracts;
import dev.streamify.batch.http.CatalogResource;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.contract.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class LineageResourceTest {
  private static final String LINEAGE = "/api/v1/lineage";

  @BeforeEach
  void untilTheTablesAreThere() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void everythingOfTheContractIsThereWithoutMaintenance() {
    Response answer = RestAssured.get(LINEAGE);
    List<String> ids = answer.path("nodes.id");

    EventContract contract = EventContract.standard();
    assertThat(ids)
        .doesNotHaveDuplicates()
        .containsAll(contract.tables().stream().map(table -> "table:" + table.name()).toList())
        .containsAll(
            contract.sinks().stream().map(sink -> "connector:" + sink.connectorName()).toList())
        .containsAll(
            contract.streams().stream().map(stream -> "job:silver_" + stream.name()).toList())
        .contains("topic:listen_events", "topic:enriched_listen_events", "job:silver_user_sessions")
        .noneMatch(id -> id.contains("expire") || id.contains("rewrite"));
    assertThat(edges(answer))
        .contains(
            "topic:listen_events -> topic:enriched_listen_events",
            "topic:enriched_listen_events -> connector:bronze_listen_events",
            "connector:bronze_listen_events -> table:bronze_listen_events",
            "table:bronze_listen_events -> job:silver_listen_events",
            "job:silver_listen_events -> table:silver_listen_events",
            "table:silver_listen_events -> job:silver_user_sessions",
            "topic:auth_events_dead_letters -> connector:bronze_dead_letters");
    answer.then().body("nodes.find { it.id == 'table:bronze_listen_events' }.rows", equalTo(0));
  }

  @Test
  void aTableIsNarrowedToWhatItIsMadeOfAndWhatIsMadeOfIt() {
    Response answer = RestAssured.get(LINEAGE + "?table=silver_auth_events");

    assertThat(answer.<List<String>>path("nodes.id"))
        .containsExactlyInAnyOrder(
            "topic:auth_events",
            "topic:enriched_auth_events",
            "connector:bronze_auth_events",
            "table:bronze_auth_events",
            "job:silver_auth_events",
            "table:silver_auth_events",
            "job:silver_user_sessions",
            "table:silver_user_sessions");
    assertThat(edges(answer)).hasSize(7);
    assertThat(edges(RestAssured.get(LINEAGE + "?node=table:silver_auth_events")))
        .isEqualTo(edges(answer));
  }

  @Test
  void aFourthStreamNeedsNoWordHere() {
    EventContract contract = Contracts.withAFourthStream();
    LineageGraph graph = LineageGraph.of(contract, JobCatalogue.packaged(contract));

    assertThat(graph.nodes().stream().map(LineageGraph.Node::id))
        .contains(
            "topic:enriched_status_change_events",
            "table:bronze_status_change_events",
            "job:silver_status_change_events",
            "table:silver_status_change_events");
  }

  @ParameterizedTest
  @CsvSource({
    "?table=nope,                                404, not-found",
    "?table=x'%20OR%201=1,                       404, not-found",
    "?node=%2e%2e%2f,                            404, not-found",
    "?node=silver_auth_events,                   404, not-found",
    "?node=%00,                                  400, invalid-request",
    "?table=silver_auth_events&node=topic:x,     400, invalid-request"
  })
  void whatIsUnknownIsAProblem(String query, int status, String code) {
    given()
        .urlEncodingEnabled(false)
        .get(LINEAGE + query)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static List<String> edges(Response answer) {
    List<String> from = answer.path("edges.from");
    List<String> to = answer.path("edges.to");
    return IntStream.range(0, from.size()).mapToObj(i -> from.get(i) + " -> " + to.get(i)).toList();
  }
}
