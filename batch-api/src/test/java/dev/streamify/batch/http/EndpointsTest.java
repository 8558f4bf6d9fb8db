package dev.streamify.batch.http;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class EndpointsTest {
  @BeforeEach
  void untilTheTablesAreThere() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void readinessTellsThatSparkIsAwayWithoutBeingDown() {
    RestAssured.get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'spark' }.data.state", equalTo("degraded"))
        .body(
            "checks.find { it.name == 'lakehouse' }.data.tables",
            containsString("8 tables are there"));
  }

  @Test
  void tablesAreListedFromMetadata() {
    RestAssured.get("/api/v1/tables")
        .then()
        .statusCode(200)
        .body("tables", hasSize(8))
        .body("tables.name", hasItems("bronze_listen_events", "silver_user_sessions"))
        .body("tables.rows", everyItem(equalTo(0)));
    RestAssured.get("/api/v1/tables/silver_listen_events")
        .then()
        .statusCode(200)
        .body("columns[0].name", equalTo("event_id"))
        .body("columns[0].required", equalTo(true))
        .body("current_snapshot", nullValue());
  }

  @Test
  void jobsAreListedWithTheirInputsAndChecks() {
    RestAssured.get("/api/v1/jobs")
        .then()
        .statusCode(200)
        .body("jobs.name", hasItems("silver_listen_events", "reconciliation"));
    RestAssured.get("/api/v1/jobs/silver_auth_events")
        .then()
        .statusCode(200)
        .body("kind", equalTo("deduplicate"))
        .body("inputs", hasItem("bronze_auth_events"))
        .body("unique_key", hasItem("event_id"))
        .body("checks.type", hasItems("unique", "not_null"));
  }

  @Test
  void aRunCanBeAskedForAndFollowed() {
    String id =
        given()
            .when()
            .post("/api/v1/jobs/silver_listen_events/runs")
            .then()
            .statusCode(202)
            .header("Location", containsString("/api/v1/runs/"))
            .body("state", equalTo("QUEUED"))
            .body("mode", equalTo("incremental"))
            .extract()
            .path("id");

    ended(id)
        .body("state", equalTo("COMPLETED"))
        .body("metrics.rows_read", equalTo(0))
        .body("duration_ms", notNullValue());
    RestAssured.get("/api/v1/runs?job=silver_listen_events&state=COMPLETED&limit=10")
        .then()
        .statusCode(200)
        .body("runs.id", hasItem(id));
  }

  @Test
  void aRunThatNeedsSparkFailsWithTheReasonWhenItIsAway() {
    String id =
        given()
            .when()
            .post("/api/v1/jobs/reconciliation/runs")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    ended(id)
        .body("state", equalTo("FAILED"))
        .body("error.code", equalTo("spark-unavailable"))
        .body("error.message", containsString("Spark does not answer at 127.0.0.1:"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/tables/nope,                      404, not-found",
    "GET,    /api/v1/tables/x'%20OR%201=1,             404, not-found",
    "GET,    /api/v1/tables/%2e%2e%2fsecret,           404, not-found",
    "GET,    /api/v1/jobs/nope,                        404, not-found",
    "GET,    /api/v1/runs/nope,                        404, not-found",
    "GET,    /api/v1/runs?job=nope,                    404, not-found",
    "GET,    /api/v1/runs?state=queued,                400, invalid-request",
    "GET,    /api/v1/runs?limit=0,                     400, invalid-request",
    "GET,    /api/v1/runs?limit=99999999999999999999,  400, invalid-request",
    "GET,    /nowhere,                                 404, not-found",
    "POST,   /api/v1/jobs/nope/runs,                   404, not-found",
    "POST,   /api/v1/tables,                           405, method-not-allowed",
    "DELETE, /api/v1/runs,                             405, method-not-allowed"
  })
  void whatIsRefusedIsAProblem(String method, String path, int status, String code) {
    problem(given().urlEncodingEnabled(false).when().request(method, path).then(), status, code);
  }

  @Test
  void badBodiesAreProblems() {
    problem(post("{\"mode\":\"sometimes\"}", "application/json"), 400, "invalid-request")
        .body("detail", containsString("sometimes"));
    problem(post("{", "application/json"), 400, "invalid-request");
    problem(post("mode=full", "application/x-www-form-urlencoded"), 415, "unsupported-media-type");
    problem(given().accept("text/csv").when().get("/api/v1/tables").then(), 406, "not-acceptable");
  }

  @Test
  void theSameKeyIsTheSameRun() {
    String first = withKey("load-7", "{}").statusCode(202).extract().path("id");

    withKey("load-7", "{\"mode\":\"incremental\"}").statusCode(202).body("id", equalTo(first));
    withKey("load-8", "{}").statusCode(202).body("id", not(equalTo(first)));
    problem(withKey("load-7", "{\"mode\":\"full\"}"), 422, "idempotency-key-reused");
    problem(withKey("a b", "{}"), 400, "invalid-request");
  }

  @Test
  void runsAreCountedAndTimedInTheMetrics() {
    aRunCanBeAskedForAndFollowed();

    RestAssured.get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("streamify_batch_runs_seconds_count{job=\"silver_listen_events\""));
  }

  @Test
  void theApiDescribesItself() {
    given()
        .accept("application/json")
        .when()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths", notNullValue())
        .body("paths.keySet()", hasItem("/api/v1/jobs/{job}/runs"));
  }

  private static ValidatableResponse withKey(String key, String body) {
    return given()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .when()
        .post("/api/v1/jobs/silver_auth_events/runs")
        .then();
  }

  private static ValidatableResponse post(String body, String contentType) {
    return given()
        .contentType(contentType)
        .body(body)
        .when()
        .post("/api/v1/jobs/silver_listen_events/runs")
        .then();
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status))
        .body("detail", not(containsString("Exception")));
  }

  private static ValidatableResponse ended(String id) {
    String path = "/api/v1/runs/" + id;
    await().atMost(30, SECONDS).until(() -> RestAssured.get(path).path("finished_at") != null);
    return RestAssured.get(path).then().statusCode(200);
  }
}
