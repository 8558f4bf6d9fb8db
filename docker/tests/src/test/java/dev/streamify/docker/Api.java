package dev.streamify.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * batch-api as its users see it.
 *
 * @param url where it listens
 * @param key a key with the role admin
 */
record Api(String url, String key) {
  private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "ABORTED");

  private RequestSpecification request() {
    return RestAssured.given().baseUri(url).basePath("/api/v1").header("X-API-Key", key);
  }

  /** The answer's body; anything but 200 fails the test. */
  JsonPath get(String path) {
    Response answer = request().get(path);
    assertThat(answer.statusCode()).as("GET %s: %s", path, answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  /** The status of a request without a key. */
  int statusWithoutKey(String path) {
    return RestAssured.given().baseUri(url).basePath("/api/v1").get(path).statusCode();
  }

  /** Runs a job to its end, which has to be a good one. */
  JsonPath run(String job, Duration timeout) {
    Response accepted =
        request().contentType(ContentType.JSON).body("{}").post("/jobs/{job}/runs", job);
    assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
    String run = "/runs/" + accepted.jsonPath().getString("id");
    await()
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> ENDED.contains(get(run).getString("state")));
    JsonPath ended = get(run);
    assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("COMPLETED");
    return ended;
  }

  /** Rows of each table, as its newest snapshot says. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new HashMap<>();
    List<Map<String, Object>> tables = get("/tables").getList("tables");
    tables.forEach(
        table -> rows.put((String) table.get("name"), ((Number) table.get("rows")).longValue()));
    return rows;
  }
}
