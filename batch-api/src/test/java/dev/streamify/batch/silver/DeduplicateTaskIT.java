package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.Delivery;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.EventContract;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLakehouse.class)
class DeduplicateTaskIT {
  private static final JobDefinition JOB =
      JobCatalogue.packaged(EventContract.standard()).job("silver_listen_events").orElseThrow();
  private static final String DAY = "2026-01-01";
  private static final String NEXT_DAY = "2026-01-02";

  private static TestLakehouse lakehouse;

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
  }

  @BeforeEach
  void emptyTables() {
    lakehouse.reset();
  }

  @Test
  void theFirstDeliveryOfAnEventWinsAndTheOthersAreCounted() {
    Delivery first = Delivery.of("a", DAY, 10);
    lakehouse.deliver(
        first.again(30), first, first.collidingAt(40), Delivery.of("b", NEXT_DAY, 20));

    RunOutcome outcome = incremental();

    assertThat(outcome.metrics()).containsAllEntriesOf(metrics(4, 2, 1, 1, 0));
    assertThat(outcome.warnings()).anyMatch(text -> text.contains("itemInSession"));
    assertThat(lakehouse.silverListens()).containsExactly("a@10", "b@20");
  }

  @Test
  void deliveriesOfOneMomentAreOrderedByPartitionAndOffset() {
    lakehouse.deliver(
        new Delivery("a", DAY, 1, 1, 5, 0),
        new Delivery("a", DAY, 1, 0, 9, 0),
        new Delivery("a", DAY, 1, 0, 8, 0));

    incremental();

    assertThat(lakehouse.silverListens()).containsExactly("a@8");
  }

  @Test
  void eachRunReadsOnlyWhatCameAfterTheLastOne() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    RunOutcome one = incremental();
    lakehouse.deliver(Delivery.of("b", DAY, 2), Delivery.of("late", "2025-12-24", 3));
    RunOutcome two = incremental();

    assertThat(two.metrics()).containsAllEntriesOf(metrics(2, 2, 0, 0, 0));
    assertThat(two.inputs().get(0).fromSnapshot()).isEqualTo(one.inputs().get(0).toSnapshot());
    assertThat(lakehouse.silverListens()).containsExactly("a@1", "b@2", "late@3");
  }

  @Test
  void aReplayOfEverythingAddsNothingButMovesTheMark() {
    Delivery first = Delivery.of("a", DAY, 1);
    lakehouse.deliver(first);
    incremental();
    lakehouse.deliver(first.again(2), first.collidingAt(3));

    assertThat(incremental().metrics()).containsAllEntriesOf(metrics(2, 0, 1, 1, 0));
    assertThat(incremental().metrics()).containsAllEntriesOf(metrics(0, 0, 0, 0, 0));
    assertThat(mark().orElseThrow().snapshotId())
        .isEqualTo(bronze().currentSnapshot().snapshotId());
  }

  @Test
  void aRunWithoutNewRowsMakesNoSnapshot() {
    assertThat(incremental().inputs().get(0).toSnapshot()).isEmpty();
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    incremental();
    Snapshot before = silver().currentSnapshot();

    RunOutcome outcome = incremental();

    assertThat(outcome.outputSnapshot()).isEmpty();
    assertThat(silver().currentSnapshot()).isEqualTo(before);
  }

  @Test
  void theRunAndTheMarkAreInTheSnapshotThatAddedTheRows() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));

    RunOutcome outcome = incremental();

    Snapshot published = silver().currentSnapshot();
    assertThat(Optional.of(published.snapshotId())).isEqualTo(outcome.outputSnapshot());
    assertThat(published.summary())
        .containsEntry("added-records", "1")
        .containsEntry(
            "streamify.consumed.bronze_listen_events.snapshot-id",
            Long.toString(bronze().currentSnapshot().snapshotId()))
        .containsKey("streamify.run-id");
    assertThat(silver().refs()).containsOnlyKeys("main");
  }

  @Test
  void whenTheConsumedSnapshotIsExpiredTheDatesWithNewerFilesAreReadWhole() {
    lakehouse.deliver(Delivery.of("a", DAY, 1), Delivery.of("other", "2025-06-01", 2));
    incremental();
    lakehouse.deliver(Delivery.of("b", DAY, 3));
    lakehouse.deliver(Delivery.of("c", NEXT_DAY, 4), Delivery.of("a", DAY, 1).again(5));
    expireAllButTheCurrent(bronze());

    RunOutcome outcome = incremental();

    assertThat(outcome.metrics()).containsAllEntriesOf(metrics(4, 2, 1, 0, 1));
    assertThat(outcome.warnings()).anyMatch(text -> text.contains("is gone"));
    assertThat(outcome.inputs().get(0).fromSnapshot()).isEmpty();
    assertThat(lakehouse.silverListens()).containsExactly("a@1", "b@3", "c@4", "other@2");
  }

  @Test
  void compactionOfBronzeAndSilverNeitherHidesNorRepeatsRows() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    incremental();
    lakehouse.deliver(Delivery.of("b", DAY, 2));
    compact("bronze_listen_events");
    compact("silver_listen_events");
    RunOutcome outcome = incremental();
    compact("bronze_listen_events");

    assertThat(outcome.metrics()).containsAllEntriesOf(metrics(1, 1, 0, 0, 0));
    assertThat(incremental().metrics()).containsAllEntriesOf(metrics(0, 0, 0, 0, 0));
    assertThat(lakehouse.silverListens()).containsExactly("a@1", "b@2");
  }

  @Test
  void rowsThatAnOverwriteAddedAreNotPassedOver() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    incremental();
    lakehouse.execute(
        "UPDATE lakehouse.streamify.bronze_listen_events SET event_id = 'z', _kafka_offset = 9");

    assertThat(incremental().metrics()).containsAllEntriesOf(metrics(1, 1, 0, 0, 0));
    assertThat(lakehouse.silverListens()).containsExactly("a@1", "a@9");
  }

  @Test
  void aReplacedBronzeTableIsReadFromItsBeginning() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    incremental();
    Map<String, String> kept = silver().currentSnapshot().summary();
    lakehouse.execute("DROP TABLE lakehouse.streamify.bronze_listen_events");
    dev.streamify.batch.bootstrap.Tables.create(lakehouse.lakehouse(), EventContract.standard());
    lakehouse.deliver(Delivery.of("a", DAY, 1), Delivery.of("b", DAY, 2));

    RunOutcome outcome = incremental();

    assertThat(kept).containsKey("streamify.consumed.bronze_listen_events.table-uuid");
    assertThat(outcome.metrics()).containsAllEntriesOf(metrics(2, 1, 0, 0, 1));
    assertThat(outcome.warnings()).anyMatch(text -> text.contains("replaced or rolled back"));
  }

  @Test
  void datesCanBeReadAgainWithoutDisturbingTheMark() {
    lakehouse.deliver(Delivery.of("a", DAY, 1), Delivery.of("b", NEXT_DAY, 2));
    incremental();
    lakehouse.execute("DELETE FROM lakehouse.streamify.silver_listen_events");
    Optional<ConsumedMark> mark = mark();

    RunOutcome outcome =
        run(RunMode.FULL, new DateRange(Optional.of(day(DAY)), Optional.of(day(DAY))));

    assertThat(outcome.metrics()).containsAllEntriesOf(metrics(1, 1, 0, 0, 0));
    assertThat(lakehouse.silverListens()).containsExactly("a@1");
    assertThat(mark).isPresent().isEqualTo(mark());
    assertThat(run(RunMode.FULL, DateRange.ALL).metrics())
        .containsAllEntriesOf(metrics(2, 2, 0, 0, 0));
    assertThat(lakehouse.silverListens()).containsExactly("a@1", "b@2");
  }

  @Test
  void aRunOfDatesMayReadWhatTheNextRunReadsAgain() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    incremental();
    lakehouse.deliver(Delivery.of("b", DAY, 2));
    run(RunMode.FULL, new DateRange(Optional.of(day(DAY)), Optional.of(day(DAY))));

    assertThat(incremental().metrics()).containsAllEntriesOf(metrics(1, 0, 0, 0, 1));
    assertThat(lakehouse.silverListens()).containsExactly("a@1", "b@2");
  }

  @Test
  void aFailedCheckLeavesMainAloneAndKeepsTheRowsForInspection() {
    lakehouse.deliver(Delivery.of("a", DAY, 1));
    incremental();
    Snapshot before = silver().currentSnapshot();
    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.bronze_listen_events (event_id, event_date, ts)"
            + " VALUES ('b', DATE '2026-01-01', 1)");

    assertThatThrownBy(DeduplicateTaskIT::incremental)
        .isInstanceOfSatisfying(
            RunFailure.class,
            failure -> {
              assertThat(failure.error().code()).isEqualTo(RunError.Code.CHECK_FAILED);
              assertThat(failure.error().message())
                  .contains("check 'not_null sessionId': expected none broken, found 1 of 1 rows");
            });
    assertThat(silver().currentSnapshot()).isEqualTo(before);
    assertThat(silver().refs().keySet()).anyMatch(ref -> ref.startsWith("failed_")).hasSize(2);
  }

  private static RunOutcome incremental() {
    return run(RunMode.INCREMENTAL, DateRange.ALL);
  }

  private static RunOutcome run(RunMode mode, DateRange range) {
    return new DeduplicateTask(lakehouse.lakehouse(), lakehouse.engine(), lakehouse.quality())
        .execute(Runs.context(JOB, mode, range), JOB);
  }

  private static Map<String, Long> metrics(
      long read, long inserted, long duplicates, long collisions, long alreadyPresent) {
    return Map.of(
        "rows_read", read,
        "rows_inserted", inserted,
        "duplicates", duplicates,
        "collisions", collisions,
        "already_present", alreadyPresent);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static Optional<ConsumedMark> mark() {
    return ConsumedMark.latest(silver(), "bronze_listen_events");
  }

  private static Table bronze() {
    return lakehouse.table("bronze_listen_events");
  }

  private static Table silver() {
    return lakehouse.table("silver_listen_events");
  }

  private static void expireAllButTheCurrent(Table table) {
    ExpireSnapshots expire = table.expireSnapshots().retainLast(1);
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.snapshotId() != table.currentSnapshot().snapshotId()) {
        expire.expireSnapshotId(snapshot.snapshotId());
      }
    }
    expire.commit();
  }

  private static void compact(String table) {
    lakehouse.execute(
        "CALL lakehouse.system.rewrite_data_files(table => 'streamify.%s', options => map('rewrite-all', 'true'))"
            .formatted(table));
  }
}
