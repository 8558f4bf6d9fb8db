package dev.streamify.batch.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamify.batch.fixture.SettableClock;
import dev.streamify.contract.EventContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkStatesTest {
  private final ConnectStub connect = ConnectStub.start();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SinkStates states = states(Optional.empty());

  @AfterEach
  void stop() {
    connect.close();
  }

  @Test
  void sinksOfTheContractThatAreNotThereAreMissingAndOthersAreMarked() {
    connect
        .with("bronze_listen_events", "RUNNING", "RUNNING", "FAILED")
        .with("somebody_elses", "PAUSED");

    ConnectSnapshot snapshot = states.look();

    assertThat(snapshot.isUp()).isTrue();
    assertThat(snapshot.sinks())
        .extracting(SinkState::name, SinkState::known, SinkState::state)
        .containsExactly(
            tuple("bronze_listen_events", true, ConnectorState.RUNNING),
            tuple("bronze_page_view_events", true, ConnectorState.MISSING),
            tuple("bronze_auth_events", true, ConnectorState.MISSING),
            tuple("bronze_dead_letters", true, ConnectorState.MISSING),
            tuple("somebody_elses", false, ConnectorState.PAUSED));
    assertThat(snapshot.sink("bronze_listen_events").orElseThrow().tasks())
        .satisfiesExactly(
            task -> assertThat(task.trace()).isEmpty(),
            task -> {
              assertThat(task.state()).isEqualTo(ConnectorState.FAILED);
              assertThat(task.trace()).hasValueSatisfying(t -> assertThat(t).contains("no such"));
            });
  }

  @Test
  void whenConnectIsAwayTheSnapshotSaysSoAndRecovers() {
    connect.refuse(503);
    assertThat(states.look().isUp()).isFalse();
    connect.refuseNoMore();
    assertThat(states.look().isUp()).isTrue();
    connect.close();
    assertThat(states.look().trouble())
        .hasValueSatisfying(text -> assertThat(text).contains("cannot be reached", "CONNECT_URL"));
  }

  @ParameterizedTest
  @CsvSource({"401,login", "409,try again", "500,500"})
  void whatConnectRefusesIsToldWithWhatToDo(int status, String word) {
    connect.refuse(status);

    assertThat(states.look().trouble()).hasValueSatisfying(text -> assertThat(text).contains(word));
  }

  @Test
  void theLoginIsSentWhenThereIsOne() {
    states(Optional.of("me:secret")).look();

    assertThat(connect.authorization()).contains("Basic bWU6c2VjcmV0");
  }

  @Test
  void aSnapshotThatIsFreshEnoughIsUsedAgain() {
    ConnectSnapshot first = states.look();
    clock.advance(Duration.ofSeconds(1));

    assertThat(states.age()).isEqualTo(Duration.ofSeconds(1));
    assertThat(states.notOlderThan(Duration.ofSeconds(1))).isSameAs(first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(states.notOlderThan(Duration.ofSeconds(1))).isNotSameAs(first);
  }

  private SinkStates states(Optional<String> login) {
    return new SinkStates(
        EventContract.standard(),
        new ConnectClient(connect.url(), Duration.ofSeconds(5), login),
        clock);
  }
}
