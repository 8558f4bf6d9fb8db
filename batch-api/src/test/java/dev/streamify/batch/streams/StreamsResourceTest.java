package dev.streamify.batch.streams;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.http.CatalogResource;
import dev.streamify.batch.tables.AllTypes;
import dev.streamify.batch.tables.TestTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class StreamsResourceTest {
  private static final String STREAM = "/api/v1/streams/page_view_events";

  @Inject Lakehouse lakehouse;

  @BeforeEach
  void untilTheTablesAreThere() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void everyStreamOfTheContractIsTold() {
    RestAssured.get("/api/v1/streams")
        .then()
        .statusCode(200)
        .body("streams.name", contains("listen_events", "page_view_events", "auth_events"))
        .body("streams[0].topics.raw", equalTo("listen_events"))
        .body("streams[0].topics.enriched", equalTo("enriched_listen_events"))
        .body("streams[0].topics.dead_letters", equalTo("listen_events_dead_letters"))
        .body("streams[0].bronze.table", equalTo("bronze_listen_events"))
        .body("streams[0].silver.job", equalTo("silver_listen_events"));
  }

  @Test
  void unconsumedRowsAreWhatCameAfterTheMark() {
    Table bronze = lakehouse.requireTable("bronze_page_view_events");
    Table silver = lakehouse.requireTable("silver_page_view_events");
    Snapshot first = appendRows(bronze, 3);
    RestAssured.get(STREAM).then().statusCode(200);
    TestTables.untilSeen(bronze, "bronze_page_view_events");
    RestAssured.get(STREAM)
        .then()
        .body("bronze.rows", equalTo(3))
        .body("silver.unconsumed_rows", equalTo(3))
        .body("silver.last_commit_at", nullValue());

    consume(silver, bronze, first);
    appendRows(bronze, 4);
    TestTables.untilSeen(bronze, "bronze_page_view_events");
    TestTables.untilSeen(silver, "silver_page_view_events");
    RestAssured.get(STREAM)
        .then()
        .body("bronze.rows", equalTo(7))
        .body("silver.unconsumed_rows", equalTo(4));

    bronze.expireSnapshots().expireSnapshotId(first.snapshotId()).commit();
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                RestAssured.get(STREAM)
                    .then()
                    .body("silver.unconsumed_rows", nullValue())
                    .body("bronze.rows", equalTo(7)));
  }

  @Test
  void deadLettersAreCountedByReason() {
    Table table = lakehouse.requireTable("bronze_dead_letters");
    deadLetters(table, "auth_events", "WRONG_TYPE", 2);
    deadLetters(table, "auth_events", "MALFORMED_JSON", 1);
    deadLetters(table, "listen_events", "WRONG_TYPE", 5);
    TestTables.untilSeen(table, "bronze_dead_letters");

    RestAssured.get("/api/v1/streams/auth_events")
        .then()
        .statusCode(200)
        .body("dead_letters.rows", equalTo(3))
        .body("dead_letters.by_reason", equalTo(Map.of("WRONG_TYPE", 2, "MALFORMED_JSON", 1)))
        .body("dead_letters.complete", equalTo(true));
    deadLetters(table, "auth_events", "WRONG_TYPE", 10);
    TestTables.untilSeen(table, "bronze_dead_letters");
    RestAssured.get("/api/v1/streams/auth_events")
        .then()
        .body("dead_letters.by_reason.WRONG_TYPE", equalTo(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "x'%20OR%201=1", "%2e%2e%2f", "%E2%99%A5", "LISTEN_EVENTS"})
  void unknownStreamsAreNotFound(String name) {
    given()
        .urlEncodingEnabled(false)
        .get("/api/v1/streams/" + name)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
  }

  private static Snapshot appendRows(Table table, int rows) {
    Record row = GenericRecord.create(table.schema());
    AllTypes.append(table, Stream.generate(() -> row).limit(rows).toList());
    return table.currentSnapshot();
  }

  private static void consume(Table silver, Table bronze, Snapshot snapshot) {
    String prefix = "streamify.consumed.bronze_page_view_events.";
    silver
        .newAppend()
        .set(prefix + "snapshot-id", Long.toString(snapshot.snapshotId()))
        .set(prefix + "sequence-number", Long.toString(snapshot.sequenceNumber()))
        .set(prefix + "table-uuid", bronze.uuid().toString())
        .commit();
  }

  private static void deadLetters(Table table, String stream, String reason, int rows) {
    Record row = GenericRecord.create(table.schema());
    row.setField("stream", stream);
    row.setField("reason", reason);
    row.setField("rejected_at", OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
    AllTypes.append(table, Stream.generate(() -> row).limit(rows).toList());
  }
}
