package dev.streamify.batch.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
@TestProfile(KeysProfile.class)
class SignInTest {
  private static final String RUNS = "/api/v1/jobs/reconciliation/runs";

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/jobs,                  401, 200, 200, 200",
    "HEAD,   /api/v1/jobs,                  401, 200, 200, 200",
    "GET,    /api/v1/jobs/nope,             401, 404, 404, 404",
    "POST,   /api/v1/jobs/nope/runs,        401, 403, 404, 404",
    "POST,   /api/v1/runs/nope/cancel,      401, 403, 404, 404",
    "DELETE, /api/v1/tables/nope,           401, 403, 403, 405",
    "GET,    /api/v1/audit,                 401, 403, 403, 200",
    "GET,    /api/v1/audit/,                401, 403, 403, 200",
    "GET,    /api/v1/%61udit,               401, 403, 403, 200",
    "GET,    /api/v1/audit;x=1,             400, 400, 400, 400",
    "GET,    /api/v1/jobs/../audit,         400, 400, 400, 400",
    "GET,    /nowhere,                      401, 403, 403, 404",
    "GET,    /q/health/live,                200, 200, 200, 200",
    "GET,    /q/openapi,                    200, 200, 200, 200",
    "GET,    /q/metrics,                    401, 200, 200, 200",
    "GET,    /q/arc,                        401, 403, 403, 404"
  })
  void eachRoleMayDoItsPart(
      String method, String path, int nobody, int viewer, int operator, int admin) {
    status(given(), method, path, nobody);
    status(bearer(KeysProfile.VIEWER), method, path, viewer);
    status(bearer(KeysProfile.OPERATOR), method, path, operator);
    status(bearer(KeysProfile.ADMIN), method, path, admin);
  }

  @Test
  void theKeyMayComeInEitherHeaderButInOneFormOnly() {
    status(given().header("X-API-Key", KeysProfile.VIEWER), "GET", "/api/v1/jobs", 200);
    status(
        bearer(KeysProfile.VIEWER).header("X-API-Key", KeysProfile.ADMIN),
        "GET",
        "/api/v1/jobs",
        401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer sfy_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "Bearer sfy_short",
        "Bearer",
        "Bearer a b",
        "Basic cmVhZGVyOnBhc3N3b3Jk",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJib3NzIn0."
      })
  void whatIsNoKeyIsAnsweredWithAChallengeAndIsNotRepeated(String header) {
    given()
        .header("Authorization", header)
        .get("/api/v1/jobs")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("invalid_token"))
        .body("code", equalTo("unauthorized"))
        .body("detail", not(containsString("eyJ")))
        .body("detail", not(containsString("sfy_s")));
  }

  @Test
  void aKeyInTheAddressIsRefusedEvenIfItIsRight() {
    for (String parameter : List.of("api_key", "access_token", "key", "harmless")) {
      given()
          .get("/api/v1/jobs?" + parameter + "=" + KeysProfile.ADMIN)
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid-request"))
          .body("detail", not(containsString("aaaa")));
    }
  }

  @Test
  void everyChangeAndEveryRefusedOneIsInTheAuditLog() {
    String good = "audit-" + System.nanoTime();
    String location =
        bearer(KeysProfile.OPERATOR)
            .header("X-Request-Id", good)
            .post(RUNS)
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    String path = location.substring(location.indexOf("/api/"));
    bearer(KeysProfile.ADMIN)
        .get("/api/v1/audit?limit=500")
        .then()
        .statusCode(200)
        .body("entries.find { it.request_id == '" + good + "' }.caller", equalTo("nightly"))
        .body("entries.find { it.request_id == '" + good + "' }.role", equalTo("operator"))
        .body("entries.find { it.request_id == '" + good + "' }.method", equalTo("POST"))
        .body("entries.find { it.request_id == '" + good + "' }.path", equalTo(RUNS))
        .body("entries.find { it.request_id == '" + good + "' }.target", containsString(path))
        .body("entries.find { it.request_id == '" + good + "' }.status", equalTo(202));

    String bad = good + "-refused";
    bearer(KeysProfile.VIEWER).header("X-Request-Id", bad).post(RUNS).then().statusCode(403);
    await()
        .untilAsserted(
            () ->
                bearer(KeysProfile.ADMIN)
                    .get("/api/v1/audit?limit=500")
                    .then()
                    .body(
                        "entries.find { it.request_id == '" + bad + "' }.caller", equalTo("reader"))
                    .body("entries.find { it.request_id == '" + bad + "' }.status", equalTo(403)));
  }

  @Test
  void pagesOfTheAuditLogDoNotShift() {
    for (int i = 0; i < 5; i++) {
      bearer(KeysProfile.OPERATOR).post("/api/v1/jobs/nope/runs").then().statusCode(404);
    }
    ValidatableResponse first = bearer(KeysProfile.ADMIN).get("/api/v1/audit?limit=2").then();
    String last = first.body("entries", hasSize(2)).extract().path("entries[1].request_id");
    String cursor = first.extract().path("next_cursor");
    bearer(KeysProfile.OPERATOR).post("/api/v1/jobs/nope/runs").then().statusCode(404);

    bearer(KeysProfile.ADMIN)
        .get("/api/v1/audit?limit=2&cursor=" + cursor)
        .then()
        .statusCode(200)
        .body("entries", hasSize(2))
        .body("entries.request_id", not(hasItem(last)));
    bearer(KeysProfile.ADMIN)
        .get("/api/v1/audit?limit=2&cursor=nonsense")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
  }

  @Test
  void readingIsNotAudited() {
    String id = "reading-" + System.nanoTime();
    bearer(KeysProfile.ADMIN).header("X-Request-Id", id).get("/api/v1/jobs").then().statusCode(200);
    bearer(KeysProfile.ADMIN)
        .get("/api/v1/audit?limit=500")
        .then()
        .body("entries.request_id", not(hasItem(id)))
        .body("entries.method", everyItem(not(equalTo("GET"))))
        .body("entries.size()", lessThan(501));
  }

  @Test
  void changesThatAForeignPageAsksForAreRefused() {
    given()
        .header("Authorization", "Bearer " + KeysProfile.OPERATOR)
        .header("Origin", "https://evil.example")
        .post(RUNS)
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue())
        .body("code", equalTo("forbidden"));
    bearer(KeysProfile.OPERATOR)
        .header("Origin", "http://127.0.0.1:" + RestAssured.port)
        .header("Host", "127.0.0.1:" + RestAssured.port)
        .post("/api/v1/jobs/nope/runs")
        .then()
        .statusCode(404);
  }

  private static RequestSpecification bearer(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  private static void status(
      RequestSpecification request, String method, String path, int expected) {
    ValidatableResponse answer =
        request.urlEncodingEnabled(false).when().request(method, path).then().statusCode(expected);
    if (expected >= 400 && !method.equals("HEAD")) {
      answer.contentType("application/problem+json").body("status", equalTo(expected));
    }
  }
}
