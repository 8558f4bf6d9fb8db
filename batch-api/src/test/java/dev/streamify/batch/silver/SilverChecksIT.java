package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamify.batch.fixture.Delivery;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.EventContract;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Input as it should not be, and what the checks say to it. */
@ExtendWith(SharedLakehouse.class)
class SilverChecksIT {
  private static final String DAY = "2026-01-01";
  private static final String LISTENS = "listen_events";

  private static TestLakehouse lakehouse;

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
  }

  @BeforeEach
  void tablesWithOneEvent() {
    lakehouse.reset();
    lakehouse.deliver(Delivery.of("a", DAY, 0));
    run(LISTENS);
  }

  @Test
  void usersThatAreAllMissingAreAnError() {
    bronze(
        "SELECT concat('x', id), DATE '2026-01-01', 1767225600000 + id, id, 1, 'artist', 'song', NULL,"
            + " current_timestamp(), 0, 1 + id FROM range(30)");

    CheckResult users = failed().get("not_null userId");

    assertThat(users.observed()).isEqualTo("30 of 30 rows");
    assertThat(users.brokenRows()).contains(30L);
    assertThat(users.expected()).isEqualTo("at most 5 % broken");
    assertThat(users.sample()).hasSize(5).allMatch(row -> row.get("userId").equals("null"));
  }

  @Test
  void aDeliveryThatBronzeHoldsTwiceIsAnErrorUntilAFullRunTakesIt() {
    lakehouse.deliver(Delivery.of("a", DAY, 0), Delivery.of("b", DAY, 1));

    assertThat(failed()).containsOnlyKeys("doubled deliveries");

    run(LISTENS, RunMode.FULL);
    assertThat(lakehouse.silverListens()).containsExactly("a@0", "b@1");
    assertThat(run(LISTENS).metrics()).containsEntry("rows_read", 0L);
  }

  @Test
  void aFileThatIsListedTwiceIsFound() {
    Table bronze = lakehouse.table("bronze_listen_events");
    lakehouse.deliver(Delivery.of("b", DAY, 1));
    bronze.refresh();
    DataFile file =
        SnapshotChanges.builderFor(bronze)
            .snapshot(bronze.currentSnapshot())
            .build()
            .addedDataFiles()
            .iterator()
            .next();
    bronze.newAppend().appendFile(file).commit();

    Map<String, CheckResult> failed = failed();

    assertThat(failed).containsOnlyKeys("doubled deliveries");
    assertThat(last.checks())
        .filteredOn(result -> result.type().equals("unique_files"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.warns()).isTrue();
              assertThat(result.observed()).isEqualTo("1 of 3 data files");
              assertThat(result.sample().get(0)).containsEntry("file", file.location());
            });
  }

  @Test
  void timesThatCannotBeAreAnError() {
    bronze(
        "VALUES ('x', DATE '1970-01-01', 1L, 1L, 1, 'artist', 'song', 42L, current_timestamp(), 0, 1L),"
            + " ('y', DATE '2026-01-05', 1767225600000L, 1L, 1, 'artist', 'song', 42L, current_timestamp(), 0, 2L),"
            + " ('z', DATE '9999-01-05', 9223372036854775807L, 1L, 1, 'artist', 'song', 42L, current_timestamp(), 0, 3L)");

    Map<String, CheckResult> failed = failed();

    assertThat(failed)
        .containsOnlyKeys("event time is possible", "event date is that of the event time");
    assertThat(failed.get("event time is possible").sample())
        .extracting(row -> row.get("event_id"))
        .containsExactlyInAnyOrder("x", "z");
  }

  @Test
  void oneIdForManyEventsIsAnErrorWhileFewCollisionsAreTold() {
    bronze(
        "SELECT 'same', DATE '2026-01-01', 1767225600000 + id, id, id, 'artist', 'song', 42,"
            + " current_timestamp(), 0, 1 + id FROM range(40)");

    assertThat(failed().get("collisions").observed()).isEqualTo("39 of 40 rows_read");
  }

  @Test
  void missingOffsetsAreToldUnlessADeadLetterHasThem() {
    lakehouse.deliver(Delivery.of("b", DAY, 4), Delivery.of("c", DAY, 6));
    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.bronze_dead_letters (stream, source_partition, source_offset)"
            + " VALUES ('listen_events', 0, 5), ('listen_events', 1, 2), ('auth_events', 0, 3)");
    RunOutcome complete = run(LISTENS);
    lakehouse.deliver(Delivery.of("d", DAY, 7), Delivery.of("e", DAY, 10));
    RunOutcome holes = run(LISTENS);

    assertThat(result(complete, "offset_holes").status()).isEqualTo(CheckResult.Status.PASSED);
    assertThat(result(holes, "offset_holes").warns()).isTrue();
    assertThat(result(holes, "offset_holes").observed())
        .isEqualTo("2 of 4 offsets of the raw topic");
    assertThat(lakehouse.silverListens()).hasSize(5);
  }

  @Test
  void textIsMendedWhereItIsCertainAndCountedWhereItIsNot() {
    bronze(
        """
        SELECT sha2(concat('42|', id, '|', 1767225600000), 256), DATE '2026-01-01', 1767225600000,
          id, 1, artist, song, 42, current_timestamp(), 0, 1 + id
        FROM VALUES
          (0L, 'FranÃ§ois', r'"Take The \\"A\\" Train"'),
          (1L, 'François', '"'),
          (2L, 'FranÃ\\u0083Â§ois', 'plain'),
          (3L, 'Ã\\u0089 Sempre', '""'),
          (4L, 'donâ€™t', '12" Mix'),
          (5L, '日本 Ã', 'ÃÃ')
          AS text(id, artist, song)
        """);

    RunOutcome outcome = run(LISTENS);

    assertThat(outcome.metrics()).containsEntry("text_encoded_twice", 1L);
    assertThat(result(outcome, "text is not encoded twice: artist").brokenRows()).contains(1L);
    assertThat(
            lakehouse.query(
                "SELECT concat(artist, ' / ', song) AS text FROM lakehouse.streamify.silver_listen_events"
                    + " WHERE _kafka_offset > 0 ORDER BY _kafka_offset"))
        .extracting(row -> row.get("text"))
        .containsExactly(
            "François / Take The \"A\" Train",
            "François / \"",
            "FranÃ\u0083Â§ois / plain",
            "É Sempre / ",
            "don’t / 12\" Mix",
            "日本 Ã / ÃÃ");
    assertThat(
            lakehouse.query(
                "SELECT artist FROM lakehouse.streamify.bronze_listen_events WHERE _kafka_offset = 1"))
        .containsExactly(Map.of("artist", "FranÃ§ois"));
  }

  @Test
  void aListenWithoutItsPageViewIsToldOncePageViewsHaveCaughtUp() {
    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.bronze_page_view_events"
            + " (event_id, event_date, ts, sessionId, itemInSession, page, userId, _processing_time,"
            + " _kafka_partition, _kafka_offset) SELECT sha2(CAST(id AS STRING), 256), DATE '2026-01-01',"
            + " 1767225600000, id, 1, 'NextSong', 42, current_timestamp(), 0, id FROM range(150)");
    bronze(
        "SELECT sha2(CAST(id AS STRING), 256), DATE '2026-01-01', 1767225600000, id, 1, 'a', 's', 42,"
            + " current_timestamp(), 0, 1 + id FROM range(200)");
    RunOutcome before = run(LISTENS);
    run("page_view_events");
    lakehouse.execute("DELETE FROM lakehouse.streamify.silver_listen_events");
    RunOutcome after = run(LISTENS, RunMode.FULL);

    String check = "a listen is a page view too";
    assertThat(result(before, check).status()).isEqualTo(CheckResult.Status.SKIPPED);
    assertThat(result(after, check).warns()).isTrue();
    assertThat(result(after, check).observed()).isEqualTo("51 of 201 rows");
  }

  @Test
  void staleDataIsToldEvenByARunThatFindsNothingNew() {
    RunOutcome idle = run(LISTENS);

    assertThat(idle.outputSnapshot()).isEmpty();
    assertThat(idle.checks()).extracting(CheckResult::type).containsExactly("freshness");
    assertThat(idle.checks().get(0).warns()).isTrue();
    assertThat(idle.warnings()).singleElement().asString().contains("2026-01-01T00:00:00Z");
  }

  private RunFailure last;

  /** The checks that keep a run from publishing; main stays and the branch is there. */
  private Map<String, CheckResult> failed() {
    Table silver = lakehouse.table("silver_listen_events");
    Snapshot before = silver.currentSnapshot();
    last = catchThrowableOfType(RunFailure.class, () -> run(LISTENS));
    silver.refresh();
    assertThat(last).isNotNull();
    assertThat(silver.currentSnapshot()).isEqualTo(before);
    assertThat(silver.refs().keySet()).filteredOn(ref -> ref.startsWith("failed_")).hasSize(1);
    return last.checks().stream()
        .filter(CheckResult::blocks)
        .collect(Collectors.toMap(CheckResult::check, result -> result));
  }

  private static CheckResult result(RunOutcome outcome, String check) {
    return outcome.checks().stream()
        .filter(result -> result.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static void bronze(String rows) {
    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.bronze_listen_events (event_id, event_date, ts, sessionId,"
            + " itemInSession, artist, song, userId, _processing_time, _kafka_partition, _kafka_offset) "
            + rows);
  }

  private static RunOutcome run(String stream) {
    return run(stream, RunMode.INCREMENTAL);
  }

  private static RunOutcome run(String stream, RunMode mode) {
    JobDefinition job =
        JobCatalogue.packaged(EventContract.standard()).job("silver_" + stream).orElseThrow();
    return new DeduplicateTask(lakehouse.lakehouse(), lakehouse.engine(), lakehouse.quality())
        .execute(Runs.context(job, mode, DateRange.ALL), job);
  }
}
