package dev.streamify.batch.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.increments.DateRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RunStateTest {
  private static final Instant T0 = Instant.parse("2026-11-22T21:30:00.123Z");

  @Test
  void aRunGoesFromQueuedThroughRunningToItsEnd() {
    RunState.Running running = new RunState.Queued(T0).start(T0.plusSeconds(1));
    RunState.Completed completed =
        running.complete(T0.plusSeconds(3), RunOutcome.found(Map.of("x", 1)));

    assertThat(running.isFinal()).isFalse();
    assertThat(completed.isFinal()).isTrue();
    assertThat(completed.requestedAt()).isEqualTo(T0);
    assertThat(completed.started()).contains(T0.plusSeconds(1));
    assertThat(RunView.of(run("r", completed)).durationMs()).contains(2_000L);
  }

  @Test
  void laterRunsSortBehindEarlierOnes() {
    RandomGenerator random = RandomGenerator.getDefault();

    assertThat(RunId.next(T0, random).value())
        .startsWith("20261122t213000123_")
        .isLessThan(RunId.next(T0.plusMillis(1), random).value());
  }

  @Test
  void theStoreForgetsTheOldestEndedRunsAndNoOthers() {
    InMemoryRunStore store = new InMemoryRunStore(2);
    store.save(run("1", new RunState.Queued(T0)));
    store.save(run("2", new RunState.Queued(T0).abort(T0, "x")));
    store.save(run("3", new RunState.Queued(T0).abort(T0, "x")));

    assertThat(store.list(new RunStore.Filter(Optional.empty(), Optional.empty(), 10)))
        .extracting(run -> run.id().value())
        .isEqualTo(List.of("3", "1"));
  }

  private static Run run(String id, RunState state) {
    return new Run(
        new RunId(id), new RunRequest("j", RunMode.FULL, DateRange.ALL), Optional.empty(), state);
  }
}
