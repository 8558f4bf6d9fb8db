package dev.streamify.batch.tables;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class TablesResourceTest {
  private static final String NAME = "snapshots_of_a_table";
  private static final String TABLES = "/api/v1/tables/";
  private static final String SNAPSHOTS = TABLES + NAME + "/snapshots";

  @Inject Lakehouse lakehouse;
  private Table table;

  @BeforeEach
  void anEmptyTable() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    table = TestTables.make(lakehouse, NAME, AllTypes.SCHEMA);
  }

  @AfterEach
  void noTable() {
    TestTables.drop(lakehouse, NAME);
  }

  @Test
  void tablesAreToldWithGroupJobAndLayout() {
    await()
        .atMost(20, SECONDS)
        .until(() -> RestAssured.get(TABLES).<List<String>>path("tables.name").contains(NAME));
    String of = "tables.find { it.name == '%s' }.%s";
    RestAssured.get(TABLES)
        .then()
        .statusCode(200)
        .body(of.formatted("bronze_dead_letters", "group"), equalTo("bronze"))
        .body(of.formatted("bronze_dead_letters", "job"), nullValue())
        .body(of.formatted("bronze_dead_letters", "partitioning"), contains("day(rejected_at)"))
        .body(of.formatted("silver_auth_events", "group"), equalTo("silver"))
        .body(of.formatted("silver_auth_events", "job"), equalTo("silver_auth_events"))
        .body(of.formatted("silver_auth_events", "partitioning"), contains("event_date"))
        .body(of.formatted("silver_user_sessions", "job"), equalTo("silver_user_sessions"))
        .body(of.formatted(NAME, "group"), equalTo("other"));
  }

  @Test
  void aTableIsToldWithAllThatItIs() {
    append(3);
    append(4);
    table.replaceSortOrder().asc("n").commit();
    table.manageSnapshots().createTag("first", parentOfCurrent()).commit();
    table.updateProperties().set("secret.token", "s3cr3t").commit();
    TestTables.untilSeen(table, NAME);
    await()
        .atMost(20, SECONDS)
        .until(
            () ->
                RestAssured.get(TABLES + NAME).<List<String>>path("detail.refs.name").size() == 2);

    String body =
        RestAssured.get(TABLES + NAME)
            .then()
            .statusCode(200)
            .body("rows", equalTo(7))
            .body("files", equalTo(2))
            .body("freshness_seconds", lessThan(60))
            .body("freshness_seconds", greaterThanOrEqualTo(0))
            .body("current_snapshot.operation", equalTo("append"))
            .body("columns[11].field_id", equalTo(12))
            .body("columns[11].type", equalTo("decimal(20, 4)"))
            .body("columns[0].required", equalTo(true))
            .body("detail.format_version", equalTo(2))
            .body("detail.sort_order", contains("n ASC NULLS FIRST"))
            .body("detail.refs.name", contains("first", "main"))
            .body("detail.refs[0].type", equalTo("tag"))
            .body("detail.snapshots", equalTo(2))
            .body("detail.delete_files", equalTo(0))
            .body("detail.average_file_bytes", greaterThanOrEqualTo(100))
            .body("detail.properties.'write.parquet.page-row-limit'", equalTo("100"))
            .extract()
            .asString();
    assertThat(body).doesNotContain("s3cr3t");
  }

  @Test
  void compactionDoesNotMakeATableFresh() {
    var old = AllTypes.append(table, List.of(AllTypes.bare(AllTypes.SCHEMA, 1)));
    long appended = table.currentSnapshot().timestampMillis();
    var compacted = AllTypes.write(table, List.of(AllTypes.bare(AllTypes.SCHEMA, 1)));
    table.newRewrite().deleteFile(old).addFile(compacted).commit();

    assertThat(new LoadedTable(NAME, table, table).lastChange().orElseThrow().toEpochMilli())
        .isEqualTo(appended);
    assertThat(table.currentSnapshot().operation()).isEqualTo("replace");
  }

  @Test
  void snapshotsAreToldNewestFirst() {
    append(3);
    table
        .newAppend()
        .appendFile(AllTypes.write(table, List.of(AllTypes.bare(AllTypes.SCHEMA, 9))))
        .set("streamify.run-id", "run-7")
        .commit();
    long main = table.currentSnapshot().snapshotId();
    table.manageSnapshots().createBranch("failed_x", main).commit();
    table
        .newAppend()
        .appendFile(AllTypes.write(table, List.of(AllTypes.bare(AllTypes.SCHEMA, 10))))
        .toBranch("failed_x")
        .commit();
    await()
        .atMost(20, SECONDS)
        .until(() -> RestAssured.get(SNAPSHOTS).<List<String>>path("snapshots.id").size() == 3);

    RestAssured.get(SNAPSHOTS)
        .then()
        .statusCode(200)
        .body("snapshots.on_main", contains(false, true, true))
        .body("snapshots.current", contains(false, true, false))
        .body("snapshots[0].refs", contains("failed_x"))
        .body("snapshots[1].refs", contains("main"))
        .body("snapshots[1].id", equalTo(Long.toString(main)))
        .body("snapshots[1].run_id", equalTo("run-7"))
        .body("snapshots[1].rows_added", equalTo(1))
        .body("snapshots[1].rows", equalTo(4))
        .body("snapshots[1].files_added", equalTo(1))
        .body("snapshots[1].parent_id", notNullValue())
        .body("snapshots[2].parent_id", nullValue())
        .body("snapshots[2].rows_added", equalTo(3))
        .body("snapshots[2].summary.'total-records'", equalTo("3"))
        .body("next_cursor", nullValue());
  }

  @Test
  void pagesOfSnapshotsStayWhereTheyAreWhenNewOnesArriveAndOldOnesExpire() {
    List<String> ids = new ArrayList<>();
    IntStream.range(0, 7)
        .forEach(
            i -> {
              append(1);
              ids.add(0, Long.toString(table.currentSnapshot().snapshotId()));
            });
    TestTables.untilSeen(table, NAME);

    Response first = RestAssured.get(SNAPSHOTS + "?limit=3");
    assertThat(first.<List<String>>path("snapshots.id")).isEqualTo(ids.subList(0, 3));
    String lastOfFirst = ids.get(2);
    append(1);
    table.expireSnapshots().expireSnapshotId(Long.parseLong(lastOfFirst)).commit();
    TestTables.untilSeen(table, NAME);
    Response second =
        RestAssured.get(SNAPSHOTS + "?limit=3&cursor=" + first.<String>path("next_cursor"));
    assertThat(second.<List<String>>path("snapshots.id")).isEqualTo(ids.subList(3, 6));
    Response third =
        RestAssured.get(SNAPSHOTS + "?limit=3&cursor=" + second.<String>path("next_cursor"));
    assertThat(third.<List<String>>path("snapshots.id")).isEqualTo(ids.subList(6, 7));
    assertThat(third.<String>path("next_cursor")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=501",
        "?limit=ten",
        "?limit=99999999999999999999",
        "?cursor=x",
        "?cursor=%ff",
        "?cursor=czEvMC8x"
      })
  void unusableQueriesOfSnapshotsAreProblems(String query) {
    problem(raw(SNAPSHOTS + query), 400, "invalid-request");
  }

  @Test
  void aCursorOfAnotherTableIsRefused() {
    Table other = lakehouse.table("silver_auth_events").orElseThrow();
    String cursor = Cursors.encode("s1", other, 1, 2, 3);
    problem(raw(SNAPSHOTS + "?cursor=" + cursor), 400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "x'%20OR%201=1",
        "%2e%2e%2fsecret",
        "..%2f..%2fetc%2fpasswd",
        "%00",
        "silver%00",
        "%C3%BCber%E2%99%A5",
        "%ff%fe",
        "snapshots",
        "files",
        "SILVER_AUTH_EVENTS",
        "silver_auth_events.files",
        "%7B%7D;DROP%20TABLE%20x"
      })
  void namesThatNoTableHasAreNotFound(String name) {
    for (String path : List.of("", "/snapshots", "/rows")) {
      ValidatableResponse answer = raw(TABLES + name + path);
      int status = answer.extract().statusCode();
      assertThat(status).isIn(400, 404);
      problem(answer, status, status == 404 ? "not-found" : "invalid-request");
    }
  }

  @Test
  void aVeryLongNameIsNotFoundAndNotRepeated() {
    String body = problem(raw(TABLES + "a".repeat(8_000)), 404, "not-found").extract().asString();
    assertThat(body).hasSizeLessThan(1_000);
  }

  @Test
  void aDroppedTableIsGone() {
    TestTables.drop(lakehouse, NAME);
    await().atMost(20, SECONDS).until(() -> RestAssured.get(TABLES + NAME).statusCode() == 404);
    await()
        .atMost(20, SECONDS)
        .until(() -> !RestAssured.get(TABLES).<List<String>>path("tables.name").contains(NAME));
    RestAssured.get(TABLES).then().body("tables.name", not(hasItem(NAME)));
  }

  private long parentOfCurrent() {
    return table.currentSnapshot().parentId();
  }

  private void append(int rows) {
    AllTypes.append(
        table, IntStream.range(0, rows).mapToObj(n -> AllTypes.bare(AllTypes.SCHEMA, n)).toList());
  }

  private static ValidatableResponse raw(String path) {
    return given().urlEncodingEnabled(false).get(path).then();
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }
}
