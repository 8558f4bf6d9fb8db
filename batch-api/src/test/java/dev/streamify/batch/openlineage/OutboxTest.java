package dev.streamify.batch.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.history.Histories;
import dev.streamify.batch.history.RunPlan;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.runs.Attempt;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.RunState;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts and ends of runs that have to be told, in a real database. */
class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-22T21:30:00.123Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private Database database;

  @BeforeEach
  void start() {
    database = Databases.inMemory("outbox" + System.nanoTime());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aRunIsToldOnceHoweverManyAttemptsItTakesAndTheOldestGiveWay() {
    Outbox outbox = new Outbox(database, config("log"));
    RunQueue queue = Histories.queue(database, clock, outbox);
    submit(queue, "20261122t213000123_00000001");
    Run first = queue.claim("w", 1).orElseThrow();
    RunState.Running running = (RunState.Running) first.state();
    RunError error = RunError.of(RunError.Code.SPARK_UNAVAILABLE, "away");
    queue.leave("w", first.after(new Attempt(NOW, NOW, error)).with(running.retry(NOW)));
    Run second = queue.claim("w", 1).orElseThrow();
    queue.leave("w", second.with(((RunState.Running) second.state()).fail(NOW, error, List.of())));

    assertThat(outbox.oldest(10))
        .extracting(Outbox.Entry::type)
        .containsExactly(EventType.START, EventType.RUNNING, EventType.FAIL);
    assertThat(outbox.oldest(10).get(0).at()).isEqualTo(NOW);
    assertThat(outbox.keepNewest(1)).isEqualTo(2);
    assertThat(outbox.oldest(10))
        .singleElement()
        .extracting(Outbox.Entry::type)
        .isEqualTo(EventType.FAIL);
    outbox.remove(outbox.oldest(1).get(0));
    assertThat(outbox.size()).isZero();
  }

  @Test
  void aRunThatIsCancelledWhileItWaitsIsAborted() {
    Outbox outbox = new Outbox(database, config("http"));
    RunQueue queue = Histories.queue(database, clock, outbox);
    submit(queue, "20261122t213000123_00000002");
    queue.cancel(new RunId("20261122t213000123_00000002"), "me");

    assertThat(outbox.oldest(10)).extracting(Outbox.Entry::type).containsExactly(EventType.ABORT);
  }

  @Test
  void nothingIsNotedWhenNobodyWantsToKnow() {
    Outbox outbox = new Outbox(database, config(null));
    RunQueue queue = Histories.queue(database, clock, outbox);
    submit(queue, "20261122t213000123_00000003");
    assertThat(queue.claim("w", 1)).isPresent();

    assertThat(outbox.size()).isZero();
  }

  @Test
  void anIdOfARunIsTheSameUuidAlwaysAndBeginsWithItsTime() {
    assertThat(RunEvents.uuid(new RunId("20261122t213000123_00000001")))
        .isEqualTo(RunEvents.uuid(new RunId("20261122t213000123_00000001")))
        .matches(uuid -> uuid.getMostSignificantBits() >>> 16 == NOW.toEpochMilli());
  }

  private void submit(RunQueue queue, String id) {
    Run run =
        Run.queued(
            new RunId(id),
            new RunRequest("job", RunMode.FULL, DateRange.ALL),
            Optional.empty(),
            new Origin(Origin.Cause.REQUEST, "me", Optional.of("request-1")),
            NOW);
    queue.submit(RunPlan.of(run), 10);
    assertThat(Histories.store(database).find(run.id()).orElseThrow().correlationId())
        .isEqualTo("request-1");
  }

  private static LineageConfig config(String transport) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(LineageConfig.class);
    if (transport != null) {
      builder.withDefaultValue("streamify.batch.lineage.transport", transport);
    }
    return builder.build().getConfigMapping(LineageConfig.class);
  }
}
