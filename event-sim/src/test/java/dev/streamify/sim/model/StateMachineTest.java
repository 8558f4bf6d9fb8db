package dev.streamify.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.sim.random.SimRandom;
import org.junit.jupiter.api.Test;

class StateMachineTest {
  private final StateMachine machine = StateMachine.load();

  @Test
  void everyStateAndTransitionOfEventsimsExampleIsThere() {
    assertThat(machine.states()).hasSize(40);
    assertThat(machine.states().stream().mapToInt(VisitorState::transitions).sum()).isEqualTo(198);
    assertThat(machine.states().stream().filter(state -> state.firstWeight() > 0)).hasSize(25);
  }

  @Test
  void aSongOfAFreeUserIsFollowedByASongInHalfOfTheCases() {
    VisitorState song =
        machine.states().stream()
            .filter(state -> state.isSong() && state.level().equals("free"))
            .findFirst()
            .orElseThrow();
    SimRandom random = SimRandom.of(1, 1);
    int draws = 100_000;
    int songs = 0;
    int ends = 0;
    for (int i = 0; i < draws; i++) {
      VisitorState next = song.next(random);
      songs += next == song ? 1 : 0;
      ends += next == VisitorState.END ? 1 : 0;
    }
    assertThat(songs / (double) draws).isBetween(0.49, 0.51);
    assertThat(ends / (double) draws).isBetween(0.427, 0.447);
  }

  @Test
  void whoCancelledGoesNowhere() {
    SimRandom random = SimRandom.of(1, 1);

    assertThat(machine.states().stream().filter(VisitorState::isCancelled))
        .hasSize(2)
        .allMatch(state -> state.next(random) == VisitorState.END);
  }
}
