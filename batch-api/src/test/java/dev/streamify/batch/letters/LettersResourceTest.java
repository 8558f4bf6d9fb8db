package dev.streamify.batch.letters;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.http.CatalogResource;
import dev.streamify.batch.tables.TestTables;
import dev.streamify.contract.DeadLetter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters over HTTP, with a real catalog and real files. */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class LettersResourceTest {
  private static final String LETTERS = "/api/v1/dead-letters";
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @Inject Lakehouse lakehouse;
  private Table table;

  @BeforeEach
  void noLetters() {
    await().atMost(30, SECONDS).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    table = lakehouse.requireTable("bronze_dead_letters");
    table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
  }

  @AfterEach
  void noLettersForOthers() {
    table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    TestTables.untilSeen(table, "bronze_dead_letters");
  }

  @Test
  void pagesGoFromTheNewestToTheOldestThoughFilesOverlapAndLettersArrive() {
    List<Integer> offsets = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
    Collections.shuffle(offsets, new Random(7));
    for (int file = 0; file < 6; file++) {
      land(
          offsets.subList(file * 10, file * 10 + 10).stream()
              .map(offset -> letter("auth_events", "WRONG_TYPE", offset / 2, offset, "{}"))
              .toList());
    }
    List<Integer> told = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonPath page =
          RestAssured.get(LETTERS + "?limit=7" + cursor.map(next -> "&cursor=" + next).orElse(""))
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      told.addAll(page.getList("letters.source_offset"));
      cursor = Optional.ofNullable(page.getString("next_cursor"));
      if (told.size() == 7) {
        land(List.of(letter("auth_events", "WRONG_TYPE", 1_000, 1_000, "{}")));
      }
    } while (cursor.isPresent());

    assertThat(told)
        .as("each once, the newest first")
        .isEqualTo(IntStream.range(0, 60).boxed().sorted(Comparator.reverseOrder()).toList());
  }

  @Test
  void lettersAreFoundByStreamAndReasonAndToldAsTheyCame() {
    String hostile = "<script>alert('é')</script>\u0000";
    land(
        List.of(
            letter("auth_events", "MALFORMED_JSON", 0, 1, hostile),
            letter("auth_events", "WRONG_TYPE", 1, 2, "x".repeat(20_000)),
            letter("listen_events", "WRONG_TYPE", 2, 3, null)));

    RestAssured.get(LETTERS + "?stream=auth_events&reason=MALFORMED_JSON")
        .then()
        .statusCode(200)
        .body("letters.size()", equalTo(1))
        .body("letters[0].payload", equalTo(hostile))
        .body("letters[0].payload_encoding", equalTo("utf8"))
        .body("letters[0].source_topic", equalTo("auth_events"))
        .body("letters[0].rejected_at", equalTo(START.toString()))
        .body("next_cursor", equalTo(null));
    JsonPath wrong = RestAssured.get(LETTERS + "?reason=WRONG_TYPE").jsonPath();
    assertThat(wrong.getList("letters.source_offset")).isEqualTo(List.of(3, 2));
    assertThat(wrong.getString("letters[0].payload")).isNull();
    assertThat(wrong.getString("letters[1].payload")).hasSize(LetterView.MAX_PAYLOAD);
    assertThat(wrong.getInt("letters[1].payload_characters")).isEqualTo(20_000);
    RestAssured.get(LETTERS + "?reason=NOPE").then().body("letters.size()", equalTo(0));
  }

  @Test
  void lettersAreCountedByStreamReasonAndTime() {
    land(
        List.of(
            letter("auth_events", "WRONG_TYPE", 0, 1, "{}"),
            letter("auth_events", "WRONG_TYPE", 59, 2, "{}"),
            letter("auth_events", "WRONG_TYPE", 60, 3, "{}"),
            letter("listen_events", "MALFORMED_JSON", 150, 4, "{"),
            letter("auth_events", "WRONG_TYPE", 100_000, 5, "{}")));

    String path = LETTERS + "/counts?from=2026-03-01T12:00:00Z&to=2026-03-01T12:03:00Z";
    for (int again = 0; again < 2; again++) {
      RestAssured.get(path)
          .then()
          .statusCode(200)
          .body("bucket_seconds", equalTo(60))
          .body("from", equalTo("2026-03-01T12:00:00Z"))
          .body("to", equalTo("2026-03-01T12:03:00Z"))
          .body("series.stream", equalTo(List.of("auth_events", "listen_events")))
          .body("series.reason", equalTo(List.of("WRONG_TYPE", "MALFORMED_JSON")))
          .body("series.total", equalTo(List.of(3, 1)))
          .body("series[0].counts", equalTo(List.of(2, 1, 0)))
          .body("series[1].counts", equalTo(List.of(0, 0, 1)))
          .body("complete", equalTo(true));
    }
    RestAssured.get(LETTERS + "/counts?from=2026-02-01T00:00:00Z&to=2026-03-03T00:00:00Z")
        .then()
        .body("bucket_seconds", equalTo(21_600))
        .body("series.total", equalTo(List.of(4, 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "'?stream=nope',                                 404, not-found,       'nope'",
    "'?limit=0',                                     400, invalid-request, '0'",
    "'?limit=201',                                   400, invalid-request, '201'",
    "'?cursor=x',                                    400, invalid-request, 'next_cursor'",
    "'/counts?minutes=0',                            400, invalid-request, 'found ''0'''",
    "'/counts?minutes=5&to=2026-01-01T00:00:00Z',    400, invalid-request, 'take one'",
    "'/counts?from=yesterday',                       400, invalid-request, 'yesterday'",
    "'/counts?from=2025-01-01T00:00:00Z',            400, invalid-request, '200 days'",
    "'/counts?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 400, invalid-request, 'before'"
  })
  void whatCannotBeToldIsRefusedWithItsValue(String query, int status, String code, String text) {
    given()
        .urlEncodingEnabled(false)
        .get(LETTERS + query)
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("detail", containsString(text));
  }

  private void land(List<Record> letters) {
    AppendFiles append = table.newAppend();
    letters.stream()
        .collect(Collectors.groupingBy(LettersResourceTest::day))
        .values()
        .forEach(ofDay -> append.appendFile(write(ofDay)));
    append.commit();
    TestTables.untilSeen(table, "bronze_dead_letters");
  }

  private static LocalDate day(Record letter) {
    return ((OffsetDateTime) letter.getField(DeadLetter.REJECTED_AT)).toLocalDate();
  }

  private DataFile write(List<Record> ofDay) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(ofDay.get(0)));
    String path = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    DataWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .build()
            .newDataWriter(
                EncryptedFiles.encryptedOutput(
                    table.io().newOutputFile(path), EncryptionKeyMetadata.EMPTY),
                table.spec(),
                partition);
    try (writer) {
      ofDay.forEach(writer::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDataFile();
  }

  private Record letter(String stream, String reason, int second, long offset, String payload) {
    Record letter = GenericRecord.create(table.schema());
    letter.setField(DeadLetter.STREAM, stream);
    letter.setField(DeadLetter.REASON, reason);
    letter.setField(DeadLetter.MESSAGE, "as the test wants it");
    letter.setField(DeadLetter.PAYLOAD, payload);
    letter.setField(DeadLetter.PAYLOAD_ENCODING, DeadLetter.ENCODING_UTF8);
    letter.setField(DeadLetter.SOURCE_TOPIC, stream);
    letter.setField(DeadLetter.SOURCE_PARTITION, 0);
    letter.setField(DeadLetter.SOURCE_OFFSET, offset);
    letter.setField(DeadLetter.REJECTED_AT, START.plusSeconds(second).atOffset(ZoneOffset.UTC));
    return letter;
  }
}
