package dev.streamify.batch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicResetsTest {
  private final TopicResets resets = new TopicResets();

  @Test
  void aPartitionThatShrinksIsSeenThoughTheOthersGrowByMore() {
    assertThat(look(Map.of(0, 100L, 1, 100L, 2, 100L))).isEmpty();

    assertThat(look(Map.of(0, 5_000L, 1, 40L, 2, 5_000L)))
        .containsExactly(new TopicReset("listen_events", 1, 100, 40));
    assertThat(look(Map.of(0, 5_001L, 1, 41L, 2, 5_001L))).as("it is told once").isEmpty();
  }

  @Test
  void aTopicThatIsMadeAnewLosesAllOfItsPartitions() {
    look(Map.of(0, 7L, 1, 9L));
    assertThat(look(Map.of())).as("a topic that is gone has no end").isEmpty();

    assertThat(look(Map.of(0, 0L, 1, 0L)))
        .containsExactly(
            new TopicReset("listen_events", 0, 7, 0), new TopicReset("listen_events", 1, 9, 0));
  }

  @Test
  void standingStillIsNotGoingBackwards() {
    look(Map.of(0, 7L));
    assertThat(look(Map.of(0, 7L))).isEmpty();
    assertThat(look(Map.of(0, 7L, 1, 0L))).as("a partition more").isEmpty();
  }

  private List<TopicReset> look(Map<Integer, Long> ends) {
    Map<TopicPartition, PartitionOffsets> partitions = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            partitions.put(
                new TopicPartition("listen_events", partition), new PartitionOffsets(0, end, end)));
    return resets.look(new KafkaState(Instant.EPOCH, partitions, Map.of(), Map.of()));
  }
}
