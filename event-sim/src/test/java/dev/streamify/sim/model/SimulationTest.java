package dev.streamify.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.SourceException;
import dev.streamify.sim.support.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
  private static final EventContract CONTRACT = EventContract.standard();

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1_000, 20_000, 150_000})
  void theLastEventsBeforeTheEndTimeAreExactlyThatMany(long count) {
    List<RawEvent> events =
        Sources.drain(Simulation.of(SimulationOptions.endingAt(END, count, 5), CONTRACT));

    assertThat(events).hasSize((int) count);
    long first = events.get(0).eventTimeMs();
    long last = events.get(events.size() - 1).eventTimeMs();
    assertThat(last).isLessThan(END.toEpochMilli());
    assertThat(first).isGreaterThan(END.minus(Duration.ofDays(90)).toEpochMilli());
    if (count >= 1_000) {
      assertThat(END.toEpochMilli() - last).isLessThan(Duration.ofHours(3).toMillis());
    }
  }

  @Test
  void onlyStreamsOfTheContractAreWrittenAndCounted() {
    EventContract listens = new EventContract(List.of(CONTRACT.streams().get(0)));
    List<RawEvent> events =
        Sources.drain(Simulation.of(SimulationOptions.endingAt(END, 5_000, 5), listens));

    assertThat(events).hasSize(5_000).allMatch(event -> event.stream().equals("listen_events"));
  }

  @Test
  void withoutAnEndASimulationGoesOnAndItsUsersGrow() {
    SimulationOptions options =
        new SimulationOptions(
            3,
            OptionalLong.of(30_000),
            OptionalInt.of(5),
            4,
            Optional.of(END),
            Optional.empty(),
            1,
            Optional.empty());
    List<RawEvent> events = Sources.drain(Simulation.of(options, CONTRACT));

    assertThat(events).hasSize(30_000);
    assertThat(events)
        .isSortedAccordingTo((a, b) -> Long.compare(a.eventTimeMs(), b.eventTimeMs()));
    assertThat(events.get(events.size() - 1).eventTimeMs())
        .isGreaterThan(END.plus(Duration.ofDays(60)).toEpochMilli());
  }

  @Test
  void aRunWithAnEndStopsThereEvenBeforeItsNumberOfEvents() {
    SimulationOptions options =
        new SimulationOptions(
            3,
            OptionalLong.of(1_000_000),
            OptionalInt.of(20),
            0,
            Optional.of(END.minus(Duration.ofDays(3))),
            Optional.of(END),
            1,
            Optional.empty());

    assertThat(Sources.drain(Simulation.of(options, CONTRACT)))
        .hasSizeBetween(10, 10_000)
        .allMatch(event -> event.eventTimeMs() < END.toEpochMilli());
  }

  @Test
  void optionsThatMakeNoSenseAreRefusedInOneLine() {
    assertThatThrownBy(() -> SimulationOptions.endingAt(END, 0, 1))
        .isInstanceOf(SourceException.class)
        .hasMessage("the number of events must be from 1, not 0");
    assertThatThrownBy(() -> SimulationOptions.between(END, END, 10, 1))
        .hasMessageContaining("is not before the end time");
    assertThatThrownBy(() -> SimulationOptions.between(END, END.plusSeconds(1), 0, 1))
        .hasMessageContaining("the number of users must be from 1");
  }
}
