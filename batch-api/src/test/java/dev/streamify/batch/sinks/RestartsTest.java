package dev.streamify.batch.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final RestartPolicy POLICY =
      new RestartPolicy(Duration.ofSeconds(10), Duration.ofMinutes(5), 10, Duration.ofMinutes(10));
  private static final String SINK = "bronze_listen_events";
  private static final Restarts.Part TASK = new Restarts.Part(SINK, Optional.of(0));

  private final List<Restarts.Part> givenUp = new ArrayList<>();
  private Restarts restarts = Restarts.NONE;

  @Test
  void aFailedTaskIsRestartedAfterTenSecondsAndThenAfterTwiceAsLongEachTime() {
    List<Long> due = new ArrayList<>();
    for (long second = 0; second <= 700; second++) {
      if (!seen(second, ConnectorState.RUNNING, ConnectorState.FAILED).isEmpty()) {
        due.add(second);
      }
    }

    assertThat(due).containsExactly(10L, 30L, 70L, 150L, 310L, 610L);
  }

  @Test
  void afterTenRestartsItIsLeftFailedAndThatIsToldOnce() {
    int restarted = 0;
    for (long second = 0; second <= 7_200; second += 5) {
      restarted += seen(second, ConnectorState.RUNNING, ConnectorState.FAILED).size();
    }

    assertThat(restarted).isEqualTo(10);
    assertThat(givenUp).containsExactly(TASK);
    assertThat(restarts.hasGivenUp(SINK)).isTrue();
    assertThat(restarts.tried(SINK)).isEqualTo(10);
  }

  @Test
  void runningForAWhileBetweenFailuresDoesNotMakeItForget() {
    seen(0, ConnectorState.RUNNING, ConnectorState.FAILED);
    seen(10, ConnectorState.RUNNING, ConnectorState.FAILED);
    seen(15, ConnectorState.RUNNING, ConnectorState.RUNNING);
    seen(600, ConnectorState.RUNNING, ConnectorState.RUNNING);

    assertThat(restarts.tried(SINK)).isEqualTo(1);
    seen(605, ConnectorState.RUNNING, ConnectorState.FAILED);
    assertThat(seen(615, ConnectorState.RUNNING, ConnectorState.FAILED)).isEmpty();
    assertThat(seen(625, ConnectorState.RUNNING, ConnectorState.FAILED)).containsExactly(TASK);
  }

  @Test
  void runningForTenMinutesMakesItForget() {
    seen(0, ConnectorState.RUNNING, ConnectorState.FAILED);
    seen(10, ConnectorState.RUNNING, ConnectorState.FAILED);
    seen(15, ConnectorState.RUNNING, ConnectorState.RUNNING);
    seen(615, ConnectorState.RUNNING, ConnectorState.RUNNING);

    assertThat(restarts).isEqualTo(Restarts.NONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = ConnectorState.class,
      names = {"PAUSED", "STOPPED"})
  void whatSomebodyHoldsIsNeverTouched(ConnectorState held) {
    for (long second = 0; second <= 3_600; second += 5) {
      assertThat(seen(second, held, ConnectorState.FAILED)).isEmpty();
    }

    assertThat(seen(3_605, ConnectorState.RUNNING, ConnectorState.FAILED)).isEmpty();
    assertThat(seen(3_610, ConnectorState.RUNNING, ConnectorState.FAILED)).containsExactly(TASK);
  }

  @Test
  void aFailedConnectorIsRestartedToo() {
    seen(0, ConnectorState.FAILED);

    assertThat(seen(10, ConnectorState.FAILED))
        .containsExactly(new Restarts.Part(SINK, Optional.empty()));
  }

  @Test
  void aConnectorThatTheContractDoesNotKnowIsNobodysBusiness() {
    SinkState other =
        new SinkState(
            "somebody_elses",
            false,
            ConnectorState.FAILED,
            Optional.empty(),
            Optional.empty(),
            List.of(task(ConnectorState.FAILED)));
    for (long second = 0; second < 60; second += 5) {
      assertThat(look(second, other)).isEmpty();
    }
  }

  @Test
  void nothingIsForgottenOrDoneWhileConnectIsAway() {
    seen(0, ConnectorState.RUNNING, ConnectorState.FAILED);
    seen(10, ConnectorState.RUNNING, ConnectorState.FAILED);
    Restarts before = restarts;

    Restarts.Decision decision =
        before.after(ConnectSnapshot.away(START.plusSeconds(900), "away"), POLICY);

    assertThat(decision.due()).isEmpty();
    assertThat(decision.next()).isEqualTo(before);
  }

  @Test
  void aRestartByHandGivesItAllItsTriesAgain() {
    for (long second = 0; second <= 7_200; second += 5) {
      seen(second, ConnectorState.RUNNING, ConnectorState.FAILED);
    }
    restarts = restarts.without(SINK);

    seen(7_205, ConnectorState.RUNNING, ConnectorState.FAILED);
    assertThat(seen(7_215, ConnectorState.RUNNING, ConnectorState.FAILED)).containsExactly(TASK);
  }

  private List<Restarts.Part> seen(long second, ConnectorState connector, ConnectorState... tasks) {
    List<SinkState.Task> all = new ArrayList<>();
    for (ConnectorState task : tasks) {
      all.add(task(task));
    }
    return look(
        second, new SinkState(SINK, true, connector, Optional.empty(), Optional.empty(), all));
  }

  private List<Restarts.Part> look(long second, SinkState sink) {
    Restarts.Decision decision =
        restarts.after(
            new ConnectSnapshot(START.plusSeconds(second), Optional.empty(), List.of(sink)),
            POLICY);
    restarts = decision.next();
    givenUp.addAll(decision.givenUp());
    return decision.due();
  }

  private static SinkState.Task task(ConnectorState state) {
    return new SinkState.Task(0, state, Optional.empty(), Optional.empty());
  }
}
