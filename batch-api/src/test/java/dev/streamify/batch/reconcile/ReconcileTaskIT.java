package dev.streamify.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.fixture.Delivery;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.silver.DeduplicateTask;
import dev.streamify.contract.EventContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stream that flows is reconciled while it does. */
@ExtendWith(SharedLakehouse.class)
class ReconcileTaskIT {
  private static final JobCatalogue JOBS = JobCatalogue.packaged(EventContract.standard());
  private static final String DAY = "2026-01-01";

  /** When deliveries of the tests were enriched. */
  private static final Instant ENRICHED = Instant.parse("2026-01-01T00:00:00Z");

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
  void whatSilverHasNotReadYetIsNotMissing() {
    lakehouse.deliver(Delivery.of("a", DAY, 0), Delivery.of("b", DAY, 1));
    deduplicate();
    lakehouse.deliver(Delivery.of("c", DAY, 2));

    assertThat(reconciledAfter(Duration.ofDays(1)))
        .containsEntry("bronze_rows", 2L)
        .containsEntry("not_in_silver", 0L)
        .containsEntry("consistent", true);

    deduplicate();
    assertThat(reconciledAfter(Duration.ofDays(1)))
        .containsEntry("bronze_rows", 3L)
        .containsEntry("consistent", true);
  }

  @Test
  void whatSilverHasReadAndLostIsMissing() {
    lakehouse.deliver(Delivery.of("a", DAY, 0), Delivery.of("b", DAY, 1));
    deduplicate();
    lakehouse.execute(
        "DELETE FROM lakehouse.streamify.silver_listen_events WHERE _kafka_offset = 1");

    assertThat(reconciledAfter(Duration.ofDays(1)))
        .containsEntry("not_in_silver", 1L)
        .containsEntry("consistent", false);
  }

  @Test
  void aHoleIsOverdueWhenLaterOffsetsLandedLongAgo() {
    lakehouse.deliver(Delivery.of("a", DAY, 0), Delivery.of("b", DAY, 2));
    deduplicate();

    assertThat(reconciledAfter(Duration.ofMinutes(1)))
        .containsEntry("missing_offsets", 1L)
        .containsEntry("overdue_offsets", 0L)
        .containsEntry("consistent", true);
    assertThat(reconciledAfter(Duration.ofMinutes(3)))
        .containsEntry("missing_offsets", 1L)
        .containsEntry("overdue_offsets", 1L)
        .containsEntry("consistent", false);
  }

  private static void deduplicate() {
    JobDefinition job = JOBS.job("silver_listen_events").orElseThrow();
    new DeduplicateTask(lakehouse.lakehouse(), lakehouse.engine(), lakehouse.quality())
        .execute(Runs.context(job, RunMode.INCREMENTAL, DateRange.ALL), job);
  }

  /** What is told of the stream when so much time has passed since its enrichment. */
  private static Map<String, Object> reconciledAfter(Duration passed) {
    JobDefinition job = JOBS.job("reconciliation").orElseThrow();
    Clock clock = Clock.fixed(ENRICHED.plus(passed), ZoneOffset.UTC);
    Map<String, Object> result =
        new ReconcileTask(
                lakehouse.lakehouse(), lakehouse.engine(), EventContract.standard(), clock)
            .execute(Runs.context(job, RunMode.INCREMENTAL, DateRange.ALL), job)
            .result()
            .orElseThrow();
    Map<String, Object> told = new HashMap<>();
    Map<?, ?> streams = (Map<?, ?>) result.get("streams");
    ((Map<?, ?>) streams.get("listen_events"))
        .forEach((name, count) -> told.put((String) name, count));
    return told;
  }
}
