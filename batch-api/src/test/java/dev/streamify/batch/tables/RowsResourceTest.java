package dev.streamify.batch.tables;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.http.CatalogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class RowsResourceTest {
  private static final String NAME = "rows_of_all_types";
  private static final String ROWS = "/api/v1/tables/" + NAME + "/rows";

  @Inject Lakehouse lakehouse;
  private Table table;

  @BeforeEach
  void anEmptyTable() {
    table = TestTables.make(lakehouse, NAME, AllTypes.SCHEMA);
  }

  @AfterEach
  void noTable() {
    TestTables.drop(lakehouse, NAME);
  }

  @Test
  void aTableWithoutSnapshotsHasColumnsAndNoRows() {
    rows("")
        .body("columns", hasSize(17))
        .body("rows", hasSize(0))
        .body("snapshot_id", nullValue())
        .body("next_cursor", nullValue());
  }

  @Test
  void everyTypeHasItsTextOrNumber() {
    appended(List.of(AllTypes.full(1), AllTypes.bare(AllTypes.SCHEMA, 2)));

    ValidatableResponse page =
        rows("")
            .body("snapshot_id", equalTo(Long.toString(table.currentSnapshot().snapshotId())))
            .body("columns[11].name", equalTo("price"))
            .body("columns[11].type", equalTo("decimal(20, 4)"))
            .body("next_cursor", nullValue());
    List<List<Object>> rows = page.extract().path("rows");
    assertThat(rows.get(0))
        .containsExactly(
            1,
            true,
            7,
            "9007199254740993",
            "NaN",
            1.5f,
            "Björk ♥",
            "2026-01-02",
            "2026-01-02T03:04:05.678Z",
            "2026-01-02T03:04:05",
            "03:04:05",
            "12345678901234.5600",
            "AQID",
            "00000000-0000-0000-0000-000000000001",
            List.of(1, 2),
            List.of(Map.of("key", "a", "value", 1)),
            Map.of("inner", "2026-01-02T00:00:00Z"));
    assertThat(rows.get(1)).hasSize(17).startsWith(2).doesNotContain(true);
    assertThat(rows.get(1).subList(1, 17)).containsOnlyNulls();
  }

  @Test
  void longTextsAreCut() {
    Record row = AllTypes.bare(AllTypes.SCHEMA, 1);
    row.setField("text", "x".repeat(999) + "🎵".repeat(10));
    row.setField("list", LongStream.range(0, 150).boxed().toList());
    appended(List.of(row));

    rows("?columns=text,list")
        .body("rows[0][0]", equalTo("x".repeat(999) + "…"))
        .body("rows[0][1]", hasSize(101))
        .body("rows[0][1][100]", equalTo("…"));
  }

  @Test
  void columnsAreChosenInTheOrderOfTheRequest() {
    appended(List.of(AllTypes.full(1)));

    rows("?columns=text,n")
        .body("columns.name", equalTo(List.of("text", "n")))
        .body("rows", equalTo(List.of(List.of("Björk ♥", 1))));
  }

  @Test
  void pagesGoThroughAllFilesWithoutRepeatingOrLeavingOutWhileTheTableIsWritten() {
    appended(numbers(0, 250));
    appended(numbers(250, 253));
    appended(List.of());
    appended(numbers(253, 700));
    long pinned = table.currentSnapshot().snapshotId();

    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Response page = given().get(ROWS + "?columns=n&limit=37" + cursor);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.<String>path("snapshot_id")).isEqualTo(Long.toString(pinned));
      page.<List<List<Integer>>>path("rows").forEach(row -> seen.add(row.get(0)));
      cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
      if (++pages == 3) {
        table.updateSchema().addColumn("late", Types.LongType.get()).commit();
        appended(numbers(1000, 1100));
      }
    } while (cursor != null);

    assertThat(seen)
        .hasSize(700)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 700).mapToObj(n -> (int) n).toList());
    assertThat(pages).isEqualTo(19);
    rows("?limit=1000").body("rows", hasSize(800)).body("columns", hasSize(18));
    rows("?limit=1000&snapshot=" + pinned).body("rows", hasSize(700)).body("columns", hasSize(17));
  }

  @Test
  void deletedRowsAreNotTold() throws IOException {
    DataFile file = appended(numbers(0, 300));
    delete(file, 0, 101, 299);
    TestTables.untilSeen(table, NAME);

    rows("?columns=n&limit=1000").body("rows", hasSize(297)).body("rows[0][0]", equalTo(1));
    String cursor =
        rows("?columns=n&limit=100").body("rows", hasSize(100)).extract().path("next_cursor");
    rows("?columns=n&limit=2&cursor=" + cursor)
        .body("rows", equalTo(List.of(List.of(102), List.of(103))));
  }

  @Test
  void aCursorOfAnExpiredSnapshotSaysSo() {
    appended(numbers(0, 10));
    String cursor =
        rows("?limit=1").body("next_cursor", notNullValue()).extract().path("next_cursor");
    long old = table.currentSnapshot().snapshotId();
    appended(numbers(10, 20));
    table.expireSnapshots().expireSnapshotId(old).commit();
    await()
        .atMost(20, SECONDS)
        .until(() -> given().get(ROWS + "?snapshot=" + old).statusCode() == 404);

    problem("?cursor=" + cursor, 410, "snapshot-expired")
        .body("detail", containsString(Long.toString(old)));
    problem("?snapshot=" + old, 404, "not-found");
  }

  @Test
  void aTableMadeAnewIsNoticedAndOldCursorsAreRefused() {
    appended(numbers(0, 10));
    String cursor = rows("?limit=1").extract().path("next_cursor");

    table = TestTables.make(lakehouse, NAME, AllTypes.SCHEMA);
    rows("").body("rows", hasSize(0));
    problem("?cursor=" + cursor, 410, "snapshot-expired");
  }

  @Test
  void unusableQueriesAreProblems() {
    appended(numbers(0, 10));
    for (String limit : List.of("0", "1001", "-1", "x", "99999999999999999999")) {
      problem("?limit=" + limit, 400, "invalid-request");
    }
    for (String cursor : List.of("x", "%00", "cjEvLy8v", "A".repeat(3000))) {
      problem("?cursor=" + cursor, 400, "invalid-request");
    }
    String ofSnapshots = Cursors.encode("s1", table, 1, 2, 3);
    problem("?cursor=" + ofSnapshots, 400, "invalid-request");
    long id = table.currentSnapshot().snapshotId();
    problem("?cursor=" + Cursors.encode("r1", table, id, 0, -1, 0), 400, "invalid-request");
    problem("?cursor=" + Cursors.encode("r1", table, id, 99, 0, 0), 410, "snapshot-expired");
    problem(
        "?cursor=" + Cursors.encode("r1", table, id, 0, 0, 5) + "&snapshot=7",
        400,
        "invalid-request");
    for (String snapshot : List.of("main", "1.5", "9999999999999999999")) {
      problem("?snapshot=" + snapshot, 400, "invalid-request");
    }
    problem("?snapshot=7", 404, "not-found");
    for (String columns : List.of("nope", "n,n", ",", "n%27%20OR%201=1", "struct.inner")) {
      problem("?columns=" + columns, 400, "invalid-request");
    }
  }

  @Test
  void aCursorBeyondTheEndIsAnEmptyLastPage() {
    appended(numbers(0, 10));
    long id = table.currentSnapshot().snapshotId();

    rows("?cursor=" + Cursors.encode("r1", table, id, 0, 0, 1L << 60)).body("rows", hasSize(0));
    rows("?cursor=" + Cursors.encode("r1", table, id, 0, Long.MAX_VALUE, 0))
        .body("rows", hasSize(0));
  }

  private DataFile appended(List<Record> rows) {
    DataFile file = AllTypes.append(table, rows);
    TestTables.untilSeen(table, NAME);
    return file;
  }

  private List<Record> numbers(long from, long to) {
    table.refresh();
    return LongStream.range(from, to).mapToObj(n -> AllTypes.bare(table.schema(), n)).toList();
  }

  private void delete(DataFile file, long... positions) throws IOException {
    PositionDeleteWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .build()
            .newPositionDeleteWriter(
                EncryptedFiles.encryptedOutput(
                    table.io().newOutputFile(file.location() + ".deletes.parquet"),
                    EncryptionKeyMetadata.EMPTY),
                PartitionSpec.unpartitioned(),
                null);
    try (writer) {
      for (long position : positions) {
        writer.write(PositionDelete.<Record>create().set(file.location(), position));
      }
    }
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
  }

  private static ValidatableResponse rows(String query) {
    return given().get(ROWS + query).then().statusCode(200);
  }

  private static ValidatableResponse problem(String query, int status, String code) {
    return given()
        .urlEncodingEnabled(false)
        .get(ROWS + query)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }
}
