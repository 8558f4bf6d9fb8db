package dev.streamify.batch.kafka;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka as it was seen at one moment.
 *
 * @param seenAt that moment, UTC
 * @param partitions the partitions of the contract's topics; missing topics are missing here
 * @param tails their last records; of empty partitions there is none
 * @param groups the groups of enrichment, sinks and their coordinators, by name
 */
public record KafkaState(
    Instant seenAt,
    Map<TopicPartition, PartitionOffsets> partitions,
    Map<TopicPartition, Tail> tails,
    Map<String, GroupState> groups) {

  /** Copies the maps. */
  public KafkaState {
    partitions = Map.copyOf(partitions);
    tails = Map.copyOf(tails);
    groups = Map.copyOf(groups);
  }

  /** A topic's partitions. */
  public Map<Integer, PartitionOffsets> topic(String topic) {
    return partitions.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }

  /** The group of that name; absent when Kafka does not know it. */
  public Optional<GroupState> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** Records of a partition that a group has not consumed; transaction markers do not count. */
  public long waiting(TopicPartition partition, GroupState group) {
    Tail tail = tails.get(partition);
    PartitionOffsets offsets = partitions.get(partition);
    if (tail == null || offsets == null) {
      return 0;
    }
    // Who has committed nothing yet begins with the first record that is there.
    long next = Math.max(offsets.low(), group.committed().getOrDefault(partition, offsets.low()));
    return Math.max(0, tail.offset() + 1 - next);
  }
}
