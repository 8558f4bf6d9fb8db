package dev.streamify.batch.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.runs.Attempt;
import dev.streamify.batch.runs.Journal;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunState;
import java.time.Clock;
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
import org.junit.jupiter.api.Test;

/** On H2; {@link RunQueuePostgresTest} does the same on PostgreSQL. */
class RunQueueTest extends QueueFixture {
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
}
