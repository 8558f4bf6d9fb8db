package dev.streamify.batch.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStateTest {
  private static final Instant T0 = Instant.parse("2026-11-22T21:30:00.123Z");
  private static final RunState.Queued QUEUED = new RunState.Queued(Optional.empty());

  @Test
  void aRunGoesFromQueuedThroughRunningToItsEnd() {
    RunState.Running running = QUEUED.start(T0.plusSeconds(1), "replica");
    RunState.Completed completed =
        running.complete(T0.plusSeconds(3), RunOutcome.found(Map.of("x", 1)));

    assertThat(QUEUED.name().isFinal()).isFalse();
    assertThat(running.name().isFinal()).isFalse();
    assertThat(completed.name().isFinal()).isTrue();
    assertThat(completed.started()).contains(T0.plusSeconds(1));
    assertThat(completed.finished()).contains(T0.plusSeconds(3));
  }

  @Test
  void aRunMayWaitOnceMoreOrEndOtherwise() {
    RunState.Running running = QUEUED.start(T0, "replica");
    RunError error = RunError.of(RunError.Code.SPARK_UNAVAILABLE, "away");

    assertThat(running.retry(T0.plusSeconds(10)).notBefore()).contains(T0.plusSeconds(10));
    assertThat(running.fail(T0, error, List.of()).name()).isEqualTo(RunState.Name.FAILED);
    assertThat(running.abort(T0, "x").started()).contains(T0);
    assertThat(QUEUED.abort(T0, "x").started()).isEmpty();
  }

  @Test
  void laterRunsSortBehindEarlierOnesEvenWithinAMillisecond() {
    RunIds ids = new RunIds(Clock.fixed(T0, ZoneOffset.UTC));
    RunId first = ids.next();
    RunId second = ids.next();

    assertThat(first.value()).startsWith("20261122t213000123_").isLessThan(second.value());
    assertThat(RunId.isWellFormed(first.value())).isTrue();
    assertThat(RunId.isWellFormed("x' OR 1=1")).isFalse();
  }
}
