package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.KafkaState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Notices ends of partitions that go backwards: the topic was made anew, or a broker has lost
 * records. Each partition is looked at by itself, since the others may grow by more than one loses.
 *
 * <p>Not for several threads.
 */
final class TopicResets {
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /** Compares with the look before. A partition that is not seen is remembered as it was. */
  List<TopicReset> look(KafkaState kafka) {
    List<TopicReset> resets = new ArrayList<>();
    kafka
        .partitions()
        .forEach(
            (partition, found) -> {
              Long before = ends.put(partition, found.high());
              if (before != null && found.high() < before) {
                resets.add(
                    new TopicReset(partition.topic(), partition.partition(), before, found.high()));
              }
            });
    resets.sort(Comparator.comparing(TopicReset::topic).thenComparingInt(TopicReset::partition));
    return resets;
  }
}
