package dev.streamify.batch.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.BatchApiProcess;
import dev.streamify.batch.fixture.Delivery;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.EventContract;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedLakehouse.class)
class MaintenanceIT {
  private static final JobCatalogue JOBS = JobCatalogue.packaged(EventContract.standard());
  private static final String BRONZE = "bronze_listen_events";
  private static final String SILVER = "silver_listen_events";
  private static final String DAY = "2026-01-01";
  private static final String SINK_OFFSETS = "kafka.connect.offsets.control.group";

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;
  private Clock clock = Clock.systemUTC();

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
  }

  @BeforeEach
  void emptyTables() {
    lakehouse.reset();
  }

  @Test
  void compactionMakesOneFileOfAClosedDayAndLeavesTheOpenOne() {
    String today = LocalDate.now(clock.withZone(ZoneOffset.UTC)).toString();
    for (int i = 0; i < 6; i++) {
      lakehouse.deliver(Delivery.of("e" + i, DAY, i), Delivery.of("t" + i, today, 10 + i));
    }

    RunOutcome closed = run(compaction(), BRONZE, RunMode.INCREMENTAL);

    assertThat(closed.metrics())
        .containsEntry("files_rewritten", 6L)
        .containsEntry("files_added", 1L);
    assertThat(told(closed, "before")).containsEntry("data_files", 12L).containsEntry("rows", 12L);
    assertThat(told(closed, "after")).containsEntry("data_files", 7L).containsEntry("rows", 12L);

    RunOutcome all = run(compaction(), BRONZE, RunMode.FULL);
    assertThat(told(all, "after")).containsEntry("data_files", 2L).containsEntry("rows", 12L);

    RunOutcome manifests =
        run(
            new RewriteManifestsTask(lakehouse.lakehouse(), lakehouse.engine(), clock),
            BRONZE,
            RunMode.INCREMENTAL);
    assertThat(told(manifests, "after")).containsEntry("manifests", 1L).containsEntry("rows", 12L);
  }

  @Test
  void aTableThatIsPartitionedByTheDayOfATimeIsCompactedToo() {
    for (int i = 0; i < 5; i++) {
      lakehouse.execute(
          "INSERT INTO lakehouse.streamify.bronze_dead_letters (stream, rejected_at, source_offset)"
              + " VALUES ('x', TIMESTAMP '2026-01-01 10:00:00', "
              + i
              + ")");
    }

    RunOutcome outcome = run(compaction(), "bronze_dead_letters", RunMode.INCREMENTAL);

    assertThat(told(outcome, "after")).containsEntry("data_files", 1L).containsEntry("rows", 5L);
  }

  @Test
  void anEmptyTableIsNoFailure() {
    RunOutcome outcome = run(compaction(), BRONZE, RunMode.INCREMENTAL);

    assertThat(told(outcome, "after")).containsEntry("rows", 0L).containsEntry("snapshots", 0L);
  }

  @Test
  void expiryKeepsTheWayToTheSinksOffsets() {
    lakehouse.deliver(Delivery.of("a", DAY, 0));
    lakehouse.deliver(Delivery.of("b", DAY, 1));
    Table bronze = lakehouse.table(BRONZE);
    bronze.newAppend().set(SINK_OFFSETS, "{\"0\":7}").commit();
    long floor = bronze.currentSnapshot().snapshotId();
    for (int i = 0; i < 12; i++) {
      bronze.newAppend().commit();
    }

    RunOutcome outcome = run(expiry(), BRONZE, RunMode.INCREMENTAL);

    assertThat(told(outcome, "before")).containsEntry("snapshots", 15L);
    assertThat(told(outcome, "after")).containsEntry("snapshots", 13L).containsEntry("rows", 2L);
    bronze.refresh();
    assertThat(bronze.snapshot(floor).summary()).containsEntry(SINK_OFFSETS, "{\"0\":7}");
    assertThat(ancestors(bronze)).hasSize(13);
  }

  @Test
  void expiryKeepsWhatReadersHaveConsumedAndTheNextRunReadsOnlyWhatIsNew() {
    lakehouse.deliver(Delivery.of("a", DAY, 0));
    try (BatchApiProcess api = api()) {
      api.run("silver_listen_events");
      Table bronze = lakehouse.table(BRONZE);
      for (int i = 0; i < 12; i++) {
        bronze.newAppend().commit();
      }
      lakehouse.deliver(Delivery.of("b", DAY, 1));
      Table silver = lakehouse.table(SILVER);
      for (int i = 0; i < 12; i++) {
        silver.newAppend().commit();
      }
      run(expiry(), BRONZE, RunMode.INCREMENTAL);
      run(expiry(), SILVER, RunMode.INCREMENTAL);

      assertThat(ConsumedMark.latest(lakehouse.table(SILVER), BRONZE)).isPresent();
      JsonPath read = api.run("silver_listen_events");

      assertThat(read.getString("inputs[0].from_snapshot")).as(read.prettify()).isNotNull();
      assertThat(read.getInt("metrics.rows_read")).isEqualTo(1);
    }
    assertThat(lakehouse.silverListens()).containsExactly("a@0", "b@1");
  }

  @Test
  void aReaderThatHasNotComeForLongReadsWholeDatesInstead() {
    lakehouse.deliver(Delivery.of("a", DAY, 0));
    try (BatchApiProcess api = api()) {
      api.run("silver_listen_events");
      lakehouse.deliver(Delivery.of("b", DAY, 1));
      for (int i = 0; i < 12; i++) {
        lakehouse.table(BRONZE).newAppend().commit();
      }
      clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(15));
      RunOutcome expired = run(expiry(), BRONZE, RunMode.INCREMENTAL);
      JsonPath read = api.run("silver_listen_events");

      assertThat(told(expired, "after")).containsEntry("snapshots", 10L);
      assertThat(read.getString("state")).as(read.prettify()).isEqualTo("COMPLETED");
      assertThat(read.getList("warnings").toString()).contains("is gone");
    }
    assertThat(lakehouse.silverListens()).containsExactly("a@0", "b@1");
  }

  @Test
  void orphansAreDeletedOnceTheyAreOld() throws IOException {
    lakehouse.deliver(Delivery.of("a", DAY, 0));
    Path data = Path.of(URI.create(lakehouse.table(BRONZE).location())).resolve("data");
    Path old = Files.createFile(data.resolve("old.parquet"));
    Path young = Files.createFile(data.resolve("young.parquet"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(4))));
    Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    RunOutcome outcome = run(orphans(), BRONZE, RunMode.INCREMENTAL);

    assertThat(outcome.metrics()).containsEntry("files_deleted", 1L);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(lakehouse.query("SELECT count(*) AS n FROM lakehouse.streamify." + BRONZE))
        .containsExactly(Map.of("n", 1L));
  }

  @Test
  void orphansYoungerThanThreeDaysCannotBeAskedFor() {
    lakehouse.deliver(Delivery.of("a", DAY, 0));
    JobDefinition packaged = job(orphans(), BRONZE);
    JobDefinition eager =
        new JobDefinition(
            packaged.name(),
            packaged.group(),
            packaged.description(),
            packaged.kind(),
            packaged.stream(),
            packaged.inputs(),
            packaged.output(),
            packaged.uniqueKey(),
            Map.of("older_than", "PT71H"),
            packaged.repairs(),
            packaged.checks(),
            packaged.retry(),
            packaged.triggers(),
            packaged.sql());

    assertThatThrownBy(
            () -> orphans().execute(Runs.context(eager, RunMode.INCREMENTAL, DateRange.ALL), eager))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("PT71H is less than PT72H");
  }

  private BatchApiProcess api() {
    return BatchApiProcess.start(folder, lakehouse.variables(), lakehouse.spark().remote());
  }

  private JobTask compaction() {
    return new RewriteDataFilesTask(
        lakehouse.lakehouse(), lakehouse.engine(), clock, EventContract.standard());
  }

  /** Looks from a day on, when everything is old enough. */
  private JobTask expiry() {
    return new ExpireSnapshotsTask(
        lakehouse.lakehouse(), lakehouse.engine(), Clock.offset(clock, Duration.ofDays(6)), JOBS);
  }

  private JobTask orphans() {
    return new RemoveOrphanFilesTask(lakehouse.lakehouse(), lakehouse.engine(), clock);
  }

  private static RunOutcome run(JobTask task, String table, RunMode mode) {
    JobDefinition job = job(task, table);
    return task.execute(Runs.context(job, mode, DateRange.ALL), job);
  }

  private static JobDefinition job(JobTask task, String table) {
    return JOBS.all().stream()
        .filter(job -> job.kind() == task.kind())
        .filter(job -> job.output().equals(Optional.of(table)))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> told(RunOutcome outcome, String when) {
    Map<String, Long> told = new HashMap<>();
    ((Map<?, ?>) outcome.result().orElseThrow().get(when))
        .forEach((name, value) -> told.put((String) name, (Long) value));
    return told;
  }

  private static List<Snapshot> ancestors(Table table) {
    return StreamSupport.stream(SnapshotUtil.currentAncestors(table).spliterator(), false).toList();
  }
}
