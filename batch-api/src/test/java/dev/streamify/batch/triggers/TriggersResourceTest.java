package dev.streamify.batch.triggers;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class TriggersResourceTest {
  private static final String RECONCILIATION = "schedules.find { it.job == 'reconciliation' }.";
  private static final String LISTENS = "sensors.find { it.job == 'silver_listen_events' }.";

  @Test
  void schedulesSayWhenTheyAreDueAndPauseUntilTheyAreResumed() {
    RestAssured.get("/api/v1/schedules")
        .then()
        .statusCode(200)
        .body("schedules.job", hasItem("reconciliation"))
        .body(RECONCILIATION + "cron", equalTo("30 2 * * *"))
        .body(RECONCILIATION + "paused", equalTo(false));
    RestAssured.post("/api/v1/schedules/reconciliation/pause")
        .then()
        .statusCode(200)
        .body("paused", equalTo(true))
        .body("paused_by", equalTo("anonymous"))
        .body("next_at", nullValue());
    RestAssured.get("/api/v1/schedules").then().body(RECONCILIATION + "paused", equalTo(true));
    RestAssured.post("/api/v1/schedules/reconciliation/resume")
        .then()
        .statusCode(200)
        .body("paused", equalTo(false))
        .body("changed_at", notNullValue());
  }

  @Test
  void sensorsSayWhatTheyLookAtAndPauseUntilTheyAreResumed() {
    RestAssured.get("/api/v1/sensors")
        .then()
        .statusCode(200)
        .body("sensors.job", hasItems("silver_listen_events", "silver_user_sessions"))
        .body(LISTENS + "inputs", hasItem("bronze_listen_events"))
        .body(LISTENS + "quiet_seconds", equalTo(20));
    RestAssured.post("/api/v1/sensors/silver_listen_events/pause")
        .then()
        .statusCode(200)
        .body("paused", equalTo(true));
    RestAssured.get("/api/v1/sensors").then().body(LISTENS + "paused", equalTo(true));
    RestAssured.post("/api/v1/sensors/silver_listen_events/resume")
        .then()
        .statusCode(200)
        .body("paused", equalTo(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedules/nope/pause",
        "schedules/silver_listen_events/pause",
        "sensors/nope/resume",
        "sensors/reconciliation/resume"
      })
  void aJobWithoutOneIsNotFound(String path) {
    RestAssured.post("/api/v1/" + path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
  }
}
