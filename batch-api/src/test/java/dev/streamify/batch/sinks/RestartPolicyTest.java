package dev.streamify.batch.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RestartPolicy policy =
      new RestartPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10));

  private static SinkState sink(SinkState.State connector, SinkState.State task) {
    return new SinkState(
        "sink",
        connector,
        Optional.empty(),
        List.of(new SinkState.Task(0, task, "worker", Optional.of("boom"))));
  }

  private static final SinkState FAILED = sink(SinkState.State.RUNNING, SinkState.State.FAILED);
  private static final SinkState WELL = sink(SinkState.State.RUNNING, SinkState.State.RUNNING);

  private boolean dueAt(SinkState sink, long seconds) {
    boolean due = policy.isDue(sink, START.plusSeconds(seconds));
    if (due) {
      policy.restarted("sink", START.plusSeconds(seconds));
    }
    return due;
  }

  @Test
  void whatRunsIsLeftAlone() {
    assertThat(dueAt(WELL, 0)).isFalse();
    assertThat(dueAt(WELL, 1_000)).isFalse();
  }

  @Test
  void aFailedTaskIsRestartedAfterAPauseThatGrowsUpToABound() {
    assertThat(dueAt(FAILED, 0)).isFalse();
    assertThat(dueAt(FAILED, 9)).isFalse();
    assertThat(dueAt(FAILED, 10)).isTrue();
    assertThat(dueAt(FAILED, 29)).isFalse();
    assertThat(dueAt(FAILED, 30)).isTrue();
    assertThat(dueAt(FAILED, 59)).isFalse();
    assertThat(dueAt(FAILED, 60)).isTrue();
  }

  @Test
  void itGivesUpAfterSoManyTimes() {
    for (int second = 0; second < 600; second++) {
      dueAt(FAILED, second);
    }
    assertThat(policy.restarts("sink")).isEqualTo(3);
    assertThat(policy.hasGivenUp("sink")).isTrue();
  }

  @Test
  void aShortRecoveryForgivesNothingALongOneAll() {
    dueAt(FAILED, 0);
    dueAt(FAILED, 10);
    dueAt(WELL, 20);
    assertThat(policy.restarts("sink")).isEqualTo(1);
    dueAt(FAILED, 100);
    assertThat(dueAt(FAILED, 110)).as("the second pause is longer").isFalse();
    assertThat(dueAt(FAILED, 120)).isTrue();
    dueAt(WELL, 130);
    dueAt(WELL, 131 + 600);
    assertThat(policy.restarts("sink")).isZero();
  }

  @Test
  void whatSomebodyHasPausedIsLeftAlone() {
    SinkState paused = sink(SinkState.State.PAUSED, SinkState.State.FAILED);
    assertThat(dueAt(paused, 0)).isFalse();
    assertThat(dueAt(paused, 1_000)).isFalse();
  }
}
