package dev.streamify.batch.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Attempt;
import dev.streamify.batch.runs.Journal;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.runs.Spread;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2; {@link RunQueuePostgresTest} does the same on PostgreSQL. */
class RunQueueTest {
  private static final Instant T0 = Instant.parse("2026-11-22T21:30:00.123Z");
  private static final Origin SOMEBODY = new Origin(Origin.Cause.REQUEST, "somebody");

  private final Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
  private Database database;
  private RunQueue queue;
  private RunStore store;

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

  @Test
  void twoRunsOfOneTableAreNeverStartedAtOnce() {
    submit(run("1", "t"));
    submit(run("2", "t"));
    submit(run("3", "u"));

    assertThat(claimed(4)).contains("1");
    Optional<Run> other = queue.claim("w", 4);
    assertThat(other.map(run -> run.id().value())).contains("3");
    assertThat(claimed(4)).isEmpty();
    complete(store.find(new RunId("1")).orElseThrow());
    assertThat(claimed(4)).contains("2");
  }

  @Test
  void noMoreThanTheAllowedNumberIsStarted() {
    submit(run("1", null));
    submit(run("2", null));

    assertThat(claimed(1)).contains("1");
    assertThat(claimed(1)).isEmpty();
    complete(store.find(new RunId("1")).orElseThrow());
    assertThat(claimed(1)).contains("2");
  }

  @Test
  void aFullQueueTakesNoMoreAndAKnownKeyIsTheSameRun() {
    assertThat(queue.submit(RunPlan.of(run("1", "t").under(Optional.of("k"))), 1))
        .isInstanceOf(Submission.Accepted.class);
    assertThat(queue.submit(RunPlan.of(run("2", "t")), 1)).isInstanceOf(Submission.Full.class);
    assertThat(queue.submit(RunPlan.of(run("3", "t").under(Optional.of("k"))), 1))
        .isInstanceOfSatisfying(
            Submission.Known.class, known -> assertThat(known.run().id().value()).isEqualTo("1"));
    assertThat(queue.submitUnlessOneWaits(RunPlan.of(run("4", "t")), 9))
        .isInstanceOf(Submission.Superfluous.class);
  }

  @Test
  void whatIsKeptOfARunComesBack() {
    Run waiting = run("1", "t").under(Optional.of("key"));
    submit(waiting);
    assertThat(store.find(waiting.id())).contains(waiting);

    Run running = queue.claim("w", 2).orElseThrow();
    RunError error =
        new RunError(
            RunError.Code.SPARK_FAILED,
            "no",
            Optional.of(
                new RunError.Cause(
                    "X", "text", Optional.of("C"), Optional.of("22012"), Optional.of("SELECT 1"))));
    Run again =
        running
            .after(new Attempt(T0, T0, error))
            .with(((RunState.Running) running.state()).retry(T0.plusSeconds(60)));
    assertThat(queue.leave("w", again)).isTrue();
    assertThat(store.find(waiting.id())).contains(again);
    assertThat(queue.claim("w", 2)).isEmpty();

    RunOutcome outcome =
        new RunOutcome(
            Map.of("rows", 3L),
            List.of(new RunOutcome.Input("b", Optional.of(1L << 60), Optional.empty())),
            Optional.of(Long.MAX_VALUE),
            List.of("w"),
            List.of(),
            Optional.empty());
    queue = new RunQueue(database, Clock.fixed(T0.plusSeconds(60), ZoneOffset.UTC));
    Run second = queue.claim("w", 2).orElseThrow();
    assertThat(second.attempt()).isEqualTo(2);
    Run ended = second.with(((RunState.Running) second.state()).complete(T0, outcome));
    assertThat(queue.leave("w", ended)).isTrue();
    assertThat(store.find(waiting.id())).contains(ended);
  }

  @Test
  void onlyTheReplicaThatHasARunCanEndIt() {
    submit(run("1", "t"));
    Run running = queue.claim("w", 2).orElseThrow();

    Run taken = queue.takeOver(running, "w", "v").orElseThrow();
    assertThat(queue.takeOver(running, "w", "u")).isEmpty();
    assertThat(queue.publishing("w", running)).isFalse();
    assertThat(queue.leave("w", ended(running))).isFalse();
    assertThat(queue.publishing("v", taken)).isTrue();
    assertThat(queue.leave("v", ended(taken))).isTrue();
    assertThat(queue.leave("v", ended(taken))).isFalse();
  }

  @Test
  void partsStartInTheirOrderAndEndTheWhole() {
    plan(Optional.empty(), List.of("a", "b"), Map.of("b", "a"));

    Run first = queue.claim("w", 9).orElseThrow();
    assertThat(first.id().value()).isEqualTo("a");
    assertThat(store.find(new RunId("0")).orElseThrow().state().name())
        .isEqualTo(RunState.Name.RUNNING);
    assertThat(claimed(9)).isEmpty();
    complete(first);
    complete(queue.claim("w", 9).orElseThrow());

    Run whole = store.find(new RunId("0")).orElseThrow();
    assertThat(whole.state())
        .isInstanceOfSatisfying(
            RunState.Completed.class,
            done -> assertThat(done.outcome().metrics()).containsEntry("rows", 2L));
    assertThat(store.childrenByState(new RunId("0")))
        .isEqualTo(Map.of(RunState.Name.COMPLETED, 2L));
  }

  @Test
  void whatNeedsAFailedPartIsAbortedAndTheWholeSaysSo() {
    plan(Optional.empty(), List.of("a", "b", "c"), Map.of("b", "a", "c", "b"));
    Run first = queue.claim("w", 9).orElseThrow();
    queue.leave(
        "w",
        first.with(
            ((RunState.Running) first.state())
                .fail(T0, RunError.of(RunError.Code.CHECK_FAILED, "no"), List.<CheckResult>of())));

    assertThat(store.find(new RunId("c")).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Aborted.class,
            aborted ->
                assertThat(aborted.reason()).contains("needs run b of job, which is ABORTED"));
    assertThat(store.find(new RunId("0")).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Failed.class,
            failed ->
                assertThat(failed.error().message())
                    .contains("0 of 3 runs completed", "POST /api/v1/runs/0/resume"));
  }

  @Test
  void noMorePartsRunAtOnceThanWasAskedFor() {
    plan(Optional.of(new Spread(1, 2)), List.of("a", "b", "c"), Map.of());

    Run first = queue.claim("w", 9).orElseThrow();
    assertThat(claimed(9)).contains("b");
    assertThat(claimed(9)).isEmpty();
    complete(first);
    assertThat(claimed(9)).contains("c");
  }

  @Test
  void cancellingEndsWhatWaitsAndAsksWhatRuns() {
    plan(Optional.of(new Spread(1, 1)), List.of("a", "b"), Map.of());
    Run running = queue.claim("w", 9).orElseThrow();

    queue.cancel(new RunId("0"), "me");
    assertThat(store.find(new RunId("b")).orElseThrow().state())
        .isInstanceOf(RunState.Aborted.class);
    Run asked = store.find(running.id()).orElseThrow();
    assertThat(asked.state().name()).isEqualTo(RunState.Name.RUNNING);
    assertThat(asked.cancelledBy()).contains("me");
    assertThat(queue.publishing("w", running)).isFalse();
    queue.leave("w", running.with(((RunState.Running) running.state()).abort(T0, "cancelled")));
    Run whole = store.find(new RunId("0")).orElseThrow();
    assertThat(whole.state())
        .isInstanceOfSatisfying(
            RunState.Aborted.class,
            aborted -> assertThat(aborted.reason()).contains("cancelled by me; 0 of 2"));
    assertThat(queue.cancel(new RunId("0"), "you").orElseThrow()).isEqualTo(whole);
  }

  @Test
  void manyAtOnceGetEachRunOnceAndNoTableTwice() {
    for (int i = 0; i < 40; i++) {
      submit(run("r" + (10 + i), "t" + i % 10));
    }
    List<Run> claimed = new ArrayList<>();
    List<CompletableFuture<List<Run>>> replicas =
        IntStream.range(0, 6)
            .mapToObj(
                worker ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          List<Run> mine = new ArrayList<>();
                          queue.claim("w" + worker, 100).ifPresent(mine::add);
                          queue.claim("w" + worker, 100).ifPresent(mine::add);
                          return mine;
                        }))
            .toList();
    replicas.forEach(replica -> claimed.addAll(replica.join()));

    Set<Optional<String>> tables = new HashSet<>();
    claimed.forEach(run -> tables.add(run.table()));
    assertThat(claimed).hasSize(10);
    assertThat(tables).hasSize(10);
  }

  @Test
  void aKeyIsOneRunHoweverManyAskAtOnceWhileOthersStartAndEnd() {
    Map<String, Set<String>> runsByKey = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> clients =
        IntStream.range(0, 20)
            .mapToObj(client -> CompletableFuture.runAsync(() -> ask(client, runsByKey)))
            .toList();
    CompletableFuture<Void> worker =
        CompletableFuture.runAsync(
            () -> {
              while (!clients.stream().allMatch(CompletableFuture::isDone)) {
                queue.claim("w", 2).ifPresent(this::complete);
              }
            });
    clients.forEach(CompletableFuture::join);
    worker.join();

    assertThat(runsByKey).hasSize(25).allSatisfy((key, ids) -> assertThat(ids).hasSize(1));
  }

  private void ask(int client, Map<String, Set<String>> runsByKey) {
    for (int i = 0; i < 50; i++) {
      String key = "key" + (client + i * 7) % 25;
      Run run = run("c%03d-%03d".formatted(client, i), "t").under(Optional.of(key));
      Submission submission = queue.submit(RunPlan.of(run), 1_000);
      Run answer =
          submission instanceof Submission.Known known
              ? known.run()
              : ((Submission.Accepted) submission).run();
      runsByKey
          .computeIfAbsent(key, name -> ConcurrentHashMap.newKeySet())
          .add(answer.id().value());
    }
  }

  @Test
  void pagesDoNotShiftWhenRunsAreAdded() {
    for (int i = 1; i <= 5; i++) {
      submit(run("" + i, "t"));
    }
    List<Run> first = store.list(filter(Optional.empty()));
    submit(run("6", "t"));
    List<Run> second = store.list(filter(Optional.of(first.get(1).id())));

    assertThat(first).extracting(run -> run.id().value()).containsExactly("5", "4");
    assertThat(second).extracting(run -> run.id().value()).containsExactly("3", "2");
  }

  @Test
  void linesAreKeptInTheirOrderAndForgottenWithTheirRun() {
    submit(run("1", "t"));
    RunLog log = new RunLog(database, clock);
    log.append(new RunId("1"), Journal.Severity.INFO, "a\0b");
    log.append(new RunId("1"), Journal.Severity.WARN, "ü".repeat(30_000));

    List<RunLog.Line> lines = log.lines(new RunId("1"), 0, 10);
    assertThat(lines.get(0).message()).isEqualTo("a\uFFFDb");
    assertThat(lines.get(1).message()).hasSize(20_001);
    assertThat(log.lines(new RunId("1"), lines.get(0).seq(), 10)).hasSize(1);
    complete(queue.claim("w", 1).orElseThrow());
    assertThat(store.forget(T0.plusSeconds(1))).isEqualTo(1);
    assertThat(log.lines(new RunId("1"), 0, 10)).isEmpty();
  }

  private static RunFilter filter(Optional<RunId> before) {
    return new RunFilter(
        Optional.of("job"),
        Set.of(RunState.Name.QUEUED),
        Optional.of(T0),
        Optional.of(T0.plusSeconds(1)),
        Optional.empty(),
        true,
        before,
        2);
  }

  private void plan(Optional<Spread> spread, List<String> parts, Map<String, String> needs) {
    Run whole =
        Run.parent(
            new RunId("0"),
            spread.isPresent() ? Run.Kind.BACKFILL : Run.Kind.GROUP,
            request(),
            spread,
            SOMEBODY,
            T0);
    List<RunPlan.Child> children =
        parts.stream()
            .map(
                part ->
                    new RunPlan.Child(
                        run(part, "table_" + part).partOf(whole.id()),
                        Optional.ofNullable(needs.get(part))
                            .map(needed -> Set.of(new RunId(needed)))
                            .orElse(Set.of())))
            .toList();
    assertThat(queue.submit(new RunPlan(whole, children), 9))
        .isInstanceOf(Submission.Accepted.class);
  }

  private void submit(Run run) {
    assertThat(queue.submit(RunPlan.of(run), 100)).isInstanceOf(Submission.Accepted.class);
  }

  private Optional<String> claimed(int concurrency) {
    return queue.claim("w", concurrency).map(run -> run.id().value());
  }

  private void complete(Run running) {
    assertThat(queue.leave("w", ended(running))).isTrue();
  }

  private static Run ended(Run running) {
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

  private static Run run(String id, String table) {
    return Run.queued(new RunId(id), request(), Optional.ofNullable(table), SOMEBODY, T0);
  }

  private static RunRequest request() {
    return new RunRequest(
        "job",
        RunMode.FULL,
        new DateRange(Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty()));
  }
}
