package dev.streamify.batch.control;

import static dev.streamify.batch.control.HttpRuns.RUNS;
import static dev.streamify.batch.control.HttpRuns.ended;
import static dev.streamify.batch.control.HttpRuns.post;
import static dev.streamify.batch.control.HttpRuns.problem;
import static dev.streamify.batch.control.HttpRuns.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs over HTTP, with a real catalog and database; Spark is away, so what only looks at metadata
 * completes and what needs Spark fails.
 */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class RunsResourceTest {
  private static final String NOBODY = "20260101t000000000_00000000";

  @BeforeEach
  void untilTheTablesAreThere() {
    HttpRuns.awaitReady();
  }

  @Test
  void aGroupRunsItsJobsInTheOrderOfTheirInputs() {
    String id = submit("silver", "runs", "{}");

    ended(id)
        .body("kind", equalTo("group"))
        .body("state", equalTo("COMPLETED"))
        .body("children.COMPLETED", equalTo(4));
    JsonPath parts = RestAssured.get(RUNS + "?parent=" + id).jsonPath();
    assertThat(parts.getList("runs.parent")).containsOnly(id).hasSize(4);
    String sessions = "runs.find { it.job == 'silver_user_sessions' }.started_at";
    List<String> others =
        parts.getList("runs.findAll { it.job != 'silver_user_sessions' }.finished_at");
    assertThat(others)
        .allSatisfy(end -> assertThat(end).isLessThanOrEqualTo(parts.getString(sessions)));
  }

  @Test
  void aGroupWhosePartFailsSaysWhichAndCanBeResumed() {
    String id = submit("checks", "runs", "{}");

    ended(id)
        .body("state", equalTo("FAILED"))
        .body("error.code", equalTo("children-failed"))
        .body("error.message", containsString("reconciliation"))
        .body("error.message", containsString("POST /api/v1/runs/" + id + "/resume"));
    String again =
        given()
            .post(RUNS + "/" + id + "/resume")
            .then()
            .statusCode(202)
            .header("Location", containsString(RUNS))
            .body("cause", equalTo("resume"))
            .extract()
            .path("id");
    ended(again).body("children.FAILED", equalTo(1));
  }

  @Test
  void aBackfillHasAPartForEachPieceAndJob() {
    String body =
        "{\"from\":\"2026-02-26\",\"to\":\"2026-03-04\",\"chunk_days\":3,\"parallelism\":1}";
    String id = submit("silver_auth_events", "backfills", body);

    ended(id)
        .body("kind", equalTo("backfill"))
        .body("state", equalTo("COMPLETED"))
        .body("chunk_days", equalTo(3))
        .body("parallelism", equalTo(1))
        .body("children.COMPLETED", equalTo(3));
    JsonPath parts = RestAssured.get(RUNS + "?parent=" + id).jsonPath();
    assertThat(parts.getList("runs.from"))
        .containsExactly("2026-03-04", "2026-03-01", "2026-02-26");
    assertThat(parts.getList("runs.to")).containsExactly("2026-03-04", "2026-03-03", "2026-02-28");
    problem(post(RUNS + "/" + id + "/resume"), 409, "run-ended");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"from":"2026-01-01"}                                        | both ends
          {}                                                           | both ends
          {"from":"2026-01-02","to":"2026-01-01"}                      | is after to
          {"from":"1990-01-01","to":"2026-01-01"}                      | more than 1000
          {"from":"2026-01-01","to":"2026-01-01","chunk_days":"1"}     | chunk_days must be a number
          {"from":"2026-01-01","to":"2026-01-01","parallelism":17}     | from 1 to 16, found 17
          {"from":"2026-01-01","to":"2026-01-01","mode":"full"}        | unknown field 'mode'
          """)
  void backfillsThatCannotBeAreRefusedWithTheValue(String body, String detail) {
    problem(
            given()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/jobs/silver_auth_events/backfills")
                .then(),
            400,
            "invalid-request")
        .body("detail", containsString(detail));
  }

  @Test
  void aFailedRunTellsItsWholeCauseInItsRecordAndItsLog() {
    String id = submit("reconciliation", "runs", "{}");

    ended(id)
        .body("state", equalTo("FAILED"))
        .body("error.code", equalTo("spark-unavailable"))
        .body("error.exception", containsString("ConnectException"))
        .body("error.cause", notNullValue());
    given()
        .accept("text/plain")
        .get(RUNS + "/" + id + "/log")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/plain"))
        .body(containsString("started, attempt 1"))
        .body(containsString("failed, spark-unavailable"));
  }

  @Test
  void aLogIsTextOrJsonOrGoesOnUntilTheEnd() {
    String id = submit("silver_auth_events", "runs", "{}");
    String live =
        given()
            .accept("text/event-stream")
            .get(RUNS + "/" + id + "/log")
            .then()
            .extract()
            .asString();
    assertThat(live).contains("event:line", "asked for by", "event:end").contains("data:COMPLETED");

    JsonPath lines =
        given()
            .accept("application/json")
            .get(RUNS + "/" + id + "/log")
            .then()
            .extract()
            .jsonPath();
    List<Integer> numbers = lines.getList("lines.seq");
    assertThat(numbers).isSorted().hasSizeGreaterThan(2);
    given()
        .accept("application/json")
        .get(RUNS + "/" + id + "/log?limit=1&after=" + numbers.get(0))
        .then()
        .body("lines.seq", equalTo(List.of(numbers.get(1))));
    String rest =
        given()
            .accept("text/event-stream")
            .header("Last-Event-ID", numbers.get(numbers.size() - 2))
            .get(RUNS + "/" + id + "/log")
            .then()
            .extract()
            .asString();
    assertThat(rest).containsOnlyOnce("event:line");
    for (String type : List.of("text/plain", "application/json", "text/event-stream")) {
      String path = RUNS + "/" + NOBODY + "/log";
      given().accept(type).get(path).then().statusCode(404).body(containsString("not-found"));
    }
  }

  @Test
  void aRunIsCancelledOnceAndOnlyBeforeItsEnd() {
    String id = submit("silver_auth_events", "runs", "{}");
    ended(id);
    problem(post(RUNS + "/" + id + "/cancel"), 409, "run-ended");
    problem(post(RUNS + "/" + NOBODY + "/cancel"), 404, "not-found");
    problem(post(RUNS + "/" + NOBODY + "/resume"), 404, "not-found");

    String many =
        submit(
            "silver",
            "backfills",
            "{\"from\":\"2026-01-01\",\"to\":\"2026-06-30\",\"parallelism\":1}");
    problem(post(RUNS + "/" + many + "/resume"), 409, "run-not-ended");
    post(RUNS + "/" + many + "/cancel").statusCode(202).body("cancelled_by", equalTo("anonymous"));
    ended(many)
        .body("state", equalTo("ABORTED"))
        .body("error.message", containsString("cancelled by anonymous"));
    post(RUNS + "/" + many + "/cancel").statusCode(202).body("state", equalTo("ABORTED"));
    int open = RestAssured.get(RUNS + "/" + many).path("children.ABORTED");
    String rest = post(RUNS + "/" + many + "/resume").statusCode(202).extract().path("id");
    assertThat(RestAssured.get(RUNS + "?parent=" + rest + "&limit=500").<List<?>>path("runs"))
        .hasSize(Math.min(open, 500));
    post(RUNS + "/" + rest + "/cancel").statusCode(202);
    ended(rest);
  }

  @Test
  void aKeyIsOneRunWhateverItsKind() {
    String id =
        given()
            .header("Idempotency-Key", "once")
            .post("/api/v1/jobs/silver/runs")
            .then()
            .statusCode(202)
            .body("idempotency_key", equalTo("once"))
            .extract()
            .path("id");
    given()
        .header("Idempotency-Key", "once")
        .post("/api/v1/jobs/silver/runs")
        .then()
        .statusCode(202)
        .body("id", equalTo(id));
    problem(
        given()
            .header("Idempotency-Key", "once")
            .contentType("application/json")
            .body("{\"from\":\"2026-01-01\",\"to\":\"2026-01-01\"}")
            .post("/api/v1/jobs/silver/backfills")
            .then(),
        422,
        "idempotency-key-reused");
    ended(id);
  }
}
