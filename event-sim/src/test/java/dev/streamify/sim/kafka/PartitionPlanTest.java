package dev.streamify.sim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.fault.FaultInjector;
import dev.streamify.sim.fault.FaultShares;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.support.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionPlanTest {
  private static final EventContract CONTRACT = EventContract.standard();
  private static final Map<String, Integer> PARTITIONS =
      Map.of("listen_events", 4, "page_view_events", 3, "auth_events", 1);

  private static List<RawEvent> load() {
    EventSource events =
        Simulation.of(
            SimulationOptions.endingAt(Instant.parse("2026-11-22T00:00:00Z"), 5_000, 1), CONTRACT);
    return Sources.drain(
        FaultInjector.wrap(events, new FaultShares(0.05, 0.02, 0.05, 1), CONTRACT));
  }

  /** What each partition gets of the load, in order, as a producer would send it. */
  private static Map<String, List<byte[]>> feed(
      List<RawEvent> load, Map<TopicPartition, Long> alreadyProduced) {
    PartitionPlan plan = new PartitionPlan(PARTITIONS, alreadyProduced);
    Map<String, List<byte[]>> partitions = new TreeMap<>();
    for (RawEvent event : load) {
      int partition = plan.next(event.stream());
      if (partition != PartitionPlan.ALREADY_THERE) {
        partitions
            .computeIfAbsent(event.stream() + "-" + partition, key -> new ArrayList<>())
            .add(event.value());
      }
    }
    plan.requireNothingLeft();
    return partitions;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void goingOnFromAnyCutGivesWhatAnUninterruptedLoadGives(long seed) {
    Map<String, List<byte[]>> whole = feed(load(), Map.of());
    SimRandom random = SimRandom.of(seed, 0);
    // Partitions are cut independently of each other, as batches of them are on their way alone.
    Map<String, List<byte[]>> there = new TreeMap<>();
    Map<TopicPartition, Long> counts = new HashMap<>();
    whole.forEach(
        (name, records) -> {
          int cut = random.nextInt(records.size() + 1);
          there.put(name, new ArrayList<>(records.subList(0, cut)));
          int dash = name.lastIndexOf('-');
          counts.put(
              new TopicPartition(
                  name.substring(0, dash), Integer.parseInt(name.substring(dash + 1))),
              (long) cut);
        });

    feed(load(), counts).forEach((name, rest) -> there.get(name).addAll(rest));

    assertThat(there.keySet()).isEqualTo(whole.keySet());
    whole.forEach(
        (name, records) -> assertThat(there.get(name)).as(name).containsExactlyElementsOf(records));
  }

  @Test
  void recordsTakeTurnsOverThePartitionsOfTheirStream() {
    PartitionPlan plan = new PartitionPlan(PARTITIONS, Map.of());

    assertThat(List.of(plan.next("page_view_events"), plan.next("listen_events"))).containsOnly(0);
    assertThat(plan.next("page_view_events")).isEqualTo(1);
    assertThat(plan.next("page_view_events")).isEqualTo(2);
    assertThat(plan.next("page_view_events")).isZero();
    assertThat(plan.next("listen_events")).isEqualTo(1);
  }

  @Test
  void aPartitionThatHoldsMoreThanTheLoadIsRefused() {
    PartitionPlan plan =
        new PartitionPlan(PARTITIONS, Map.of(new TopicPartition("auth_events", 0), 2L));
    assertThat(plan.next("auth_events")).isEqualTo(PartitionPlan.ALREADY_THERE);

    assertThatThrownBy(plan::requireNothingLeft)
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("auth_events-0 holds 1 records more than this load has");
    assertThat(plan.next("auth_events")).isEqualTo(PartitionPlan.ALREADY_THERE);
    assertThatCode(plan::requireNothingLeft).doesNotThrowAnyException();
  }

  @Test
  void recordsInAPartitionThatDoesNotExistAreRefused() {
    assertThatThrownBy(
            () -> new PartitionPlan(PARTITIONS, Map.of(new TopicPartition("auth_events", 1), 2L)))
        .hasMessageContaining("auth_events-1 cannot hold 2 records of this load already");
  }
}
