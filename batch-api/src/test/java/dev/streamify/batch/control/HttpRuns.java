package dev.streamify.batch.control;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** Asks for runs over HTTP. */
final class HttpRuns {
  static final String RUNS = "/api/v1/runs";

  private HttpRuns() {}

  static void awaitReady() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
  }

  static String submit(String job, String what, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/jobs/" + job + "/" + what)
        .then()
        .statusCode(202)
        .body("state", equalTo("QUEUED"))
        .extract()
        .path("id");
  }

  static ValidatableResponse post(String path) {
    return RestAssured.post(path).then();
  }

  static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  static ValidatableResponse ended(String id) {
    String path = RUNS + "/" + id;
    await().atMost(60, SECONDS).until(() -> RestAssured.get(path).path("finished_at") != null);
    return RestAssured.get(path).then().statusCode(200);
  }
}
