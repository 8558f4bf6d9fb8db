package dev.streamify.batch.tables;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions of tables over HTTP, with a real catalog. */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class PartitionsResourceTest {
  private static final String NAME = "partitions_of_a_table";
  private static final String URL = "/api/v1/tables/" + NAME + "/partitions";
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.optional(1, "event_date", Types.DateType.get()));

  @Inject Lakehouse lakehouse;
  private Table table;

  @BeforeEach
  void anEmptyTable() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    TestTables.drop(lakehouse, NAME);
    table =
        lakehouse
            .catalog()
            .createTable(
                Lakehouse.identifier(NAME),
                SCHEMA,
                PartitionSpec.builderFor(SCHEMA).identity("event_date").build());
    TestTables.untilSeen(table, NAME);
  }

  @AfterEach
  void noTable() {
    TestTables.drop(lakehouse, NAME);
  }

  private DataFile file(String date, long rows, long bytes) {
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + date + "-" + rows + ".parquet")
        .withPartitionPath("event_date=" + date)
        .withRecordCount(rows)
        .withFileSizeInBytes(bytes)
        .build();
  }

  @Test
  void filesAreSummedUpByPartitionTheLatestFirst() {
    RestAssured.get(URL).then().statusCode(200).body("partitions", empty());
    table
        .newAppend()
        .appendFile(file("2026-01-30", 3, 100))
        .appendFile(file("2026-01-31", 5, 200))
        .commit();
    table.newAppend().appendFile(file("2026-01-30", 4, 150)).commit();
    TestTables.untilSeen(table, NAME);

    RestAssured.get(URL)
        .then()
        .statusCode(200)
        .body("total", equalTo(2))
        .body("partitions.partition", contains("event_date=2026-01-31", "event_date=2026-01-30"))
        .body("partitions.rows", contains(5, 7))
        .body("partitions.files", contains(1, 2))
        .body("partitions.size_bytes", contains(200, 250));
    RestAssured.get(URL + "?limit=1")
        .then()
        .body("total", equalTo(2))
        .body("partitions.partition", contains("event_date=2026-01-31"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "x", "-1"})
  void otherLimitsAreRefused(String limit) {
    RestAssured.get(URL + "?limit=" + limit)
        .then()
        .statusCode(400)
        .body("detail", containsString(limit));
  }

  @Test
  void aTableThatIsNotThereIsNotFound() {
    RestAssured.get("/api/v1/tables/nope/partitions")
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }
}
