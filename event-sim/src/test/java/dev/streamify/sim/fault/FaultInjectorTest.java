package dev.streamify.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.RawEvent.Kind;
import dev.streamify.sim.event.StreamTruth;
import dev.streamify.sim.event.Truth;
import dev.streamify.sim.event.TruthCounter;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.support.ContractValidator;
import dev.streamify.sim.support.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultInjectorTest {
  private static final EventContract CONTRACT = EventContract.standard();
  private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
  private static final int EVENTS = 20_000;

  private static EventSource simulation(long events) {
    return Simulation.of(SimulationOptions.endingAt(END, events, 9), CONTRACT);
  }

  private static List<RawEvent> withFaults(double duplicates, double malformed, double late) {
    FaultShares shares = new FaultShares(duplicates, malformed, late, 4);
    return Sources.drain(FaultInjector.wrap(simulation(EVENTS), shares, CONTRACT));
  }

  private static String text(RawEvent event) {
    return event.stream() + new String(event.value(), StandardCharsets.ISO_8859_1);
  }

  private static List<String> texts(List<RawEvent> events, Set<Kind> kinds) {
    return events.stream()
        .filter(event -> kinds.contains(event.kind()))
        .map(FaultInjectorTest::text)
        .toList();
  }

  private static Truth count(List<RawEvent> events) {
    TruthCounter counter = new TruthCounter(CONTRACT);
    events.forEach(counter::count);
    return counter.truth();
  }

  @ParameterizedTest
  @CsvSource({
    "0.02,0.001,0",
    "0,0,0.05",
    "0.5,0.5,0.5",
    "1,1,1",
    "0.00003,0.00002,0.0001",
    "0,0,0"
  })
  void sharesAreExact(double duplicates, double malformed, double late) {
    FaultShares shares = new FaultShares(duplicates, malformed, late, 4);
    EventSource source = FaultInjector.wrap(simulation(EVENTS), shares, CONTRACT);
    OptionalLong expected = source.expectedRecords();
    StreamTruth truth = count(Sources.drain(source)).total();

    assertThat(truth)
        .isEqualTo(
            new StreamTruth(
                EVENTS,
                Math.round(duplicates * EVENTS),
                Math.round(malformed * EVENTS),
                Math.round(late * EVENTS)));
    assertThat(expected).hasValue(truth.produced());
  }

  @Test
  void everyEventIsStillDeliveredUnchangedAndOnceBesidesItsCopies() {
    List<String> undisturbed = texts(Sources.drain(simulation(EVENTS)), EnumSet.allOf(Kind.class));

    assertThat(texts(withFaults(0.1, 0.1, 0.1), EnumSet.of(Kind.BASE, Kind.LATE)))
        .containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  @Test
  void duplicatesAreExactCopiesBehindTheirOriginalSomeNearSomeFar() {
    List<RawEvent> events = withFaults(0.05, 0.01, 0.05);
    Map<String, Integer> originals = new HashMap<>();
    List<Integer> distances = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).kind() == Kind.DUPLICATE) {
        Integer original = originals.get(text(events.get(i)));
        assertThat(original).as(text(events.get(i))).isNotNull();
        distances.add(i - original);
      } else {
        originals.put(text(events.get(i)), i);
      }
    }

    assertThat(distances).hasSize(1_000);
    assertThat(distances.stream().filter(distance -> distance <= 3).count()).isGreaterThan(400);
    assertThat(distances.stream().filter(distance -> distance > 2_000).count()).isGreaterThan(50);
  }

  @Test
  void lateEventsComeBetweenMinutesAndDaysAfterTheirTime() {
    List<RawEvent> events = withFaults(0, 0, 0.05);
    long now = 0;
    List<Long> delays = new ArrayList<>();
    for (RawEvent event : events) {
      if (event.kind() == Kind.LATE) {
        delays.add(now - event.eventTimeMs());
      }
      now = Math.max(now, event.eventTimeMs());
    }

    long minute = Duration.ofMinutes(1).toMillis();
    long day = Duration.ofDays(1).toMillis();
    // What would come after the last event comes right behind it.
    assertThat(delays.stream().filter(delay -> delay < 2 * minute).count()).isLessThan(20);
    assertThat(delays).anyMatch(delay -> delay < 10 * minute).anyMatch(delay -> delay > day);
    assertThat(delays).allMatch(delay -> delay < 4 * day);
  }

  @Test
  void everyMalformedRecordIsRejectedByTheContractForManyDifferentReasons() {
    List<RawEvent> events = withFaults(0, 1, 0);
    Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    for (RawEvent event : events) {
      EventStream stream = CONTRACT.stream(event.stream()).orElseThrow();
      Optional<RejectReason> reason = ContractValidator.reject(stream, event.value(), END);
      assertThat(reason.isPresent())
          .as("%s: %s", event.kind(), text(event))
          .isEqualTo(event.kind() == Kind.MALFORMED);
      reason.ifPresent(reasons::add);
    }

    assertThat(reasons)
        .contains(
            RejectReason.EMPTY_VALUE,
            RejectReason.MALFORMED_JSON,
            RejectReason.NOT_AN_OBJECT,
            RejectReason.DUPLICATE_FIELD,
            RejectReason.MISSING_FIELD,
            RejectReason.WRONG_TYPE,
            RejectReason.OUT_OF_RANGE,
            RejectReason.EVENT_TIME_OUT_OF_RANGE);
  }

  @Test
  void malformedRecordsHitEveryStream() {
    assertThat(count(withFaults(0, 0.5, 0)).streams().values())
        .hasSize(3)
        .allMatch(truth -> truth.malformed() > 0);
  }

  @Test
  void linesThatAreNoEventsCanBeCorruptedToo() {
    List<RawEvent> lines =
        List.of(
            new RawEvent("auth_events", bytes("not json\n"), 0, Kind.BASE),
            new RawEvent("auth_events", bytes("{}\n"), 0, Kind.BASE),
            new RawEvent("auth_events", bytes("{\"ts\":"), 0, Kind.BASE),
            new RawEvent("auth_events", bytes("{\"a\":{\"b\":[1,\"}\"]}}\n"), 0, Kind.BASE));
    FaultShares shares = new FaultShares(0, 1, 0, 1);

    assertThat(Sources.drain(FaultInjector.wrap(Sources.of(lines), shares, CONTRACT)))
        .hasSize(8)
        .filteredOn(event -> event.kind() == Kind.MALFORMED)
        .allSatisfy(
            event ->
                assertThat(
                        ContractValidator.reject(
                            CONTRACT.stream("auth_events").orElseThrow(), event.value(), END))
                    .isPresent());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aSequenceWithoutAKnownEndKeepsItsShareInEveryBlock() {
    EventSource endless =
        Simulation.of(
            new SimulationOptions(
                1,
                OptionalLong.empty(),
                OptionalInt.of(500),
                1,
                Optional.of(END),
                Optional.empty(),
                1,
                Optional.empty()),
            CONTRACT);
    FaultShares shares = new FaultShares(0.00125, 0, 0, 4);
    long copies = 0;
    try (EventSource source = FaultInjector.wrap(endless, shares, CONTRACT)) {
      assertThat(source.expectedRecords()).isEmpty();
      for (int i = 0; i < 300_000; i++) {
        copies += source.next().orElseThrow().kind() == Kind.DUPLICATE ? 1 : 0;
      }
    }
    // Copies that are still to come, as they follow far behind, are not seen.
    assertThat(copies).isBetween(300L, 375L);
  }

  @Test
  void sharesOutsideOfZeroToOneAreRefused() {
    assertThatThrownBy(() -> new FaultShares(1.1, 0, 0, 1))
        .hasMessage("duplicates 1.1 is no share: give a number from 0 to 1, such as 0.02");
    assertThatThrownBy(() -> new FaultShares(0, Double.NaN, 0, 1))
        .hasMessageContaining("malformed NaN");
    assertThatThrownBy(() -> new FaultShares(0, 0, -0.1, 1)).hasMessageContaining("late -0.1");
  }
}
