package dev.streamify.batch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import dev.streamify.batch.kafka.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupBacklogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TopicPartition ONE = new TopicPartition("enriched", 0);
  private static final TopicPartition OTHER = new TopicPartition("enriched", 1);

  private final GroupBacklog backlog = new GroupBacklog("enriched", "sink");

  private static KafkaState seen(long second, Map<TopicPartition, long[]> lastAndCommitted) {
    Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
    Map<TopicPartition, Tail> tails = new HashMap<>();
    Map<TopicPartition, Long> committed = new HashMap<>();
    lastAndCommitted.forEach(
        (partition, values) -> {
          // Behind the last record is a transaction's marker.
          long end = values[0] + 2;
          offsets.put(partition, new PartitionOffsets(0, end, end));
          tails.put(partition, new Tail(values[0], Optional.of(START.plusSeconds(second))));
          committed.put(partition, values[1]);
        });
    return new KafkaState(
        START.plusSeconds(second),
        offsets,
        tails,
        Map.of("sink", new GroupState("sink", "Stable", 1, committed)));
  }

  @Test
  void markersBehindTheLastRecordAreNotWaitedFor() {
    assertThat(backlog.look(seen(0, Map.of(ONE, new long[] {99, 100})))).isEqualTo(Waiting.NOTHING);
  }

  @Test
  void recordsBeyondTheCommittedOffsetWait() {
    backlog.look(seen(0, Map.of(ONE, new long[] {99, 90})));
    Waiting waiting = backlog.look(seen(40, Map.of(ONE, new long[] {149, 90})));
    assertThat(waiting).isEqualTo(new Waiting(60, Duration.ofSeconds(40), Duration.ofSeconds(40)));
  }

  @Test
  void aPartitionThatWaitsForItsTurnIsLateButNotStalled() {
    backlog.look(seen(0, Map.of(ONE, new long[] {1000, 0}, OTHER, new long[] {1000, 0})));
    Waiting waiting =
        backlog.look(seen(60, Map.of(ONE, new long[] {1000, 500}, OTHER, new long[] {1000, 0})));
    assertThat(waiting.oldest()).isEqualTo(Duration.ofSeconds(60));
    assertThat(waiting.stalled()).isZero();
  }

  @Test
  void aGroupThatDoesNotExistHasConsumedNothing() {
    KafkaState state = seen(0, Map.of(ONE, new long[] {9, 0}));
    KafkaState without =
        new KafkaState(state.seenAt(), state.partitions(), state.tails(), Map.of());
    assertThat(backlog.look(without).records()).isEqualTo(10);
  }

  @Test
  void whatRetentionHasTakenIsNotWaitedFor() {
    KafkaState state =
        new KafkaState(
            START,
            Map.of(ONE, new PartitionOffsets(50, 100, 100)),
            Map.of(ONE, new Tail(99, Optional.empty())),
            Map.of("sink", new GroupState("sink", "Stable", 1, Map.of(ONE, 10L))));
    assertThat(backlog.look(state).records()).isEqualTo(50);
  }

  @Test
  void aCoordinatorThatCommitsNothingShowsThoughTheTaskHasConsumedAll() {
    LandingBacklog landing = new LandingBacklog("enriched");
    Instant landed = START.minusSeconds(100);
    landing.look(seen(0, Map.of(ONE, new long[] {99, 100})), Optional.of(landed));
    Waiting waiting =
        landing.look(seen(45, Map.of(ONE, new long[] {120, 121})), Optional.of(landed));
    assertThat(waiting.oldest()).isEqualTo(Duration.ofSeconds(45));
    assertThat(waiting.stalled()).isEqualTo(Duration.ofSeconds(45));
    assertThat(
            landing.look(
                seen(50, Map.of(ONE, new long[] {120, 121})), Optional.of(START.plusSeconds(50))))
        .isEqualTo(Waiting.NOTHING);
  }
}
