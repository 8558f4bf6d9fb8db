package dev.streamify.batch.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a consumer group, with the raw topic's ends as metadata of each. The broker
 * appends the offsets of one commit as one batch: all or nothing.
 */
final class GroupPositions implements Positions {
  private final Consumer<byte[], byte[]> group;
  private final Set<TopicPartition> partitions;

  GroupPositions(Consumer<byte[], byte[]> group, Set<TopicPartition> partitions) {
    this.group = group;
    this.partitions = Set.copyOf(partitions);
  }

  @Override
  public ReplayPosition find() {
    Map<TopicPartition, OffsetAndMetadata> committed = group.committed(partitions);
    Map<Integer, Long> letters = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            letters.put(partition.partition(), offset.offset());
          }
        });
    Map<Integer, Long> rawEnds =
        committed.values().stream()
            .filter(Objects::nonNull)
            .map(offset -> ReplayPosition.read(offset.metadata()))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(Map.of());
    boolean settled =
        committed.values().stream()
            .filter(Objects::nonNull)
            .anyMatch(offset -> ReplayPosition.isSettled(offset.metadata()));
    return new ReplayPosition(letters, rawEnds, settled);
  }

  @Override
  public void note(ReplayPosition position) {
    String note = position.note();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      offsets.put(
          partition, new OffsetAndMetadata(position.letters().get(partition.partition()), note));
    }
    group.commitSync(offsets);
  }
}
