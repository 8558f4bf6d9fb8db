package dev.streamify.batch.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPositionTest {
  @Test
  void endsComeBackFromTheirNote() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int partition = 0; partition < 200; partition++) {
      ends.put(partition, Long.MAX_VALUE / (partition + 1));
    }

    assertThat(ReplayPosition.read(new ReplayPosition(Map.of(), ends, false).note()))
        .contains(ends);
    String settled = new ReplayPosition(Map.of(), ends, true).note();
    assertThat(ReplayPosition.read(settled)).contains(ends);
    assertThat(ReplayPosition.isSettled(settled)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0:", ":1", "0:1;1:2", "leader=3"})
  void whatIsNoNoteIsNotTakenForOne(String text) {
    assertThat(ReplayPosition.read(text)).isEmpty();
  }

  @Test
  void endsThatTheBrokerWouldNotTakeAreRefused() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int partition = 0; partition < 1_000; partition++) {
      ends.put(partition, Long.MAX_VALUE);
    }

    assertThatThrownBy(() -> new ReplayPosition(Map.of(), ends, false).note())
        .hasMessageContaining("1000 partitions");
  }
}
