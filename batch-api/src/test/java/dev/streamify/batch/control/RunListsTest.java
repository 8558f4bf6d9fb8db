package dev.streamify.batch.control;

import static dev.streamify.batch.control.HttpRuns.RUNS;
import static dev.streamify.batch.control.HttpRuns.ended;
import static dev.streamify.batch.control.HttpRuns.problem;
import static dev.streamify.batch.control.HttpRuns.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of runs over HTTP, with a real catalog and database. */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class RunListsTest {
  @BeforeEach
  void untilTheTablesAreThere() {
    HttpRuns.awaitReady();
  }

  @Test
  void pagesOfRunsDoNotShiftWhileRunsAreAdded() {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asked.add(submit("silver_listen_events", "runs", "{}"));
    }
    String path = RUNS + "?job=silver_listen_events&limit=2";
    JsonPath first = RestAssured.get(path).jsonPath();
    submit("silver_listen_events", "runs", "{}");
    JsonPath second =
        RestAssured.get(path + "&cursor=" + first.getString("next_cursor")).jsonPath();

    assertThat(first.getList("runs.id")).containsExactly(asked.get(4), asked.get(3));
    assertThat(second.getList("runs.id")).containsExactly(asked.get(2), asked.get(1));
    asked.forEach(HttpRuns::ended);
  }

  @Test
  void runsAreFoundByWhatIsKnownOfThem() {
    String group = submit("silver", "runs", "{}");
    ended(group);

    RestAssured.get(RUNS).then().body("runs.parent", everyItem(nullValue()));
    RestAssured.get(RUNS + "?top_level=false&limit=500").then().body("runs.parent", hasItem(group));
    RestAssured.get(RUNS + "?state=COMPLETED,FAILED")
        .then()
        .body("runs.state", everyItem(not(equalTo("RUNNING"))))
        .body("runs.checks", everyItem(nullValue()));
    RestAssured.get(RUNS + "?to=2020-01-01").then().body("runs", hasSize(0));
    RestAssured.get(RUNS + "?from=2020-01-01T00:00:00Z&job=silver")
        .then()
        .body("runs.id", hasItem(group));
  }

  @ParameterizedTest
  @CsvSource({
    "state=queued,      queued",
    "'state=FAILED,',   must be one of",
    "from=yesterday,    yesterday",
    "to=10000-01-01,    10000-01-01",
    "top_level=yes,     yes",
    "limit=501,         501",
    "limit=-1,          -1",
    "cursor=abc,        abc"
  })
  void badFiltersAreRefusedWithTheirValue(String query, String value) {
    problem(RestAssured.get(RUNS + "?" + query).then(), 400, "invalid-request")
        .body("detail", containsString(value));
  }
}
