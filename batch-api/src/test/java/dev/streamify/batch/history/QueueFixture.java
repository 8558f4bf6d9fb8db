package dev.streamify.batch.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.RunState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A queue in a database of its own, on H2 unless a test says otherwise. */
abstract class QueueFixture {
  static final Instant T0 = Instant.parse("2026-11-22T21:30:00.123Z");
  static final Origin SOMEBODY = new Origin(Origin.Cause.REQUEST, "somebody");

  final Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
  Database database;
  RunQueue queue;
  RunStore store;

  Database open() {
    return Databases.inMemory("queue" + System.nanoTime());
  }

  @BeforeEach
  void start() {
    database = open();
    queue = new RunQueue(database, clock);
    store = new RunStore(database);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  void submit(Run run) {
    assertThat(queue.submit(RunPlan.of(run), 100)).isInstanceOf(Submission.Accepted.class);
  }

  Optional<String> claimed(int concurrency) {
    return queue.claim("w", concurrency).map(run -> run.id().value());
  }

  void complete(Run running) {
    assertThat(queue.leave("w", ended(running))).isTrue();
  }

  static Run ended(Run running) {
    RunOutcome outcome =
        new RunOutcome(
            Map.of("rows", 1L),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty());
    return running.with(((RunState.Running) running.state()).complete(T0, outcome));
  }

  static Run run(String id, String table) {
    return Run.queued(new RunId(id), request(), Optional.ofNullable(table), SOMEBODY, T0);
  }

  static RunRequest request() {
    return new RunRequest(
        "job",
        RunMode.FULL,
        new DateRange(Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty()));
  }
}
