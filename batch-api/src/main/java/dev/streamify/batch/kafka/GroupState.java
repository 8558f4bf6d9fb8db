package dev.streamify.batch.kafka;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer group.
 *
 * @param id its name
 * @param state as Kafka names it, such as {@code Stable} or {@code Empty}
 * @param members how many it has
 * @param committed the offset after the last consumed record, by partition
 */
public record GroupState(
    String id, String state, int members, Map<TopicPartition, Long> committed) {
  /** Copies the map. */
  public GroupState {
    committed = Map.copyOf(committed);
  }

  /** Whether it has members that have shared the partitions among them. */
  public boolean isStable() {
    return state.equals("Stable");
  }

  /** What it has committed of one topic, by partition. */
  public Map<Integer, Long> committed(String topic) {
    return committed.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }
}
