package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a topic waits for a consumer group. The end is the last record, not the last offset: of a
 * topic that is written in transactions the last offsets are markers, which nobody consumes.
 */
final class GroupBacklog {
  private final String topic;
  private final String group;
  private final Map<TopicPartition, Backlog> partitions = new HashMap<>();

  GroupBacklog(String topic, String group) {
    this.topic = topic;
    this.group = group;
  }

  /** Takes a look; a group that does not exist has consumed nothing. */
  Waiting look(KafkaState kafka) {
    GroupState state = kafka.group(group).orElse(new GroupState(group, "Dead", 0, Map.of()));
    long records = 0;
    Duration oldest = Duration.ZERO;
    Optional<Instant> moved = Optional.empty();
    for (Map.Entry<TopicPartition, Tail> tail : kafka.tails().entrySet()) {
      TopicPartition partition = tail.getKey();
      if (!partition.topic().equals(topic)) {
        continue;
      }
      long waiting = kafka.waiting(partition, state);
      long end = tail.getValue().offset() + 1;
      Backlog backlog = partitions.computeIfAbsent(partition, each -> new Backlog());
      backlog.look(kafka.seenAt(), end, end - waiting);
      records += waiting;
      if (backlog.isWaiting()) {
        oldest = Waiting.longer(oldest, backlog.oldest(kafka.seenAt()));
        moved =
            moved.filter(backlog.lastMoved()::isBefore).or(() -> Optional.of(backlog.lastMoved()));
      }
    }
    // A partition may wait for its turn behind others, as long as those move.
    Duration stalled =
        moved.map(last -> Duration.between(last, kafka.seenAt())).orElse(Duration.ZERO);
    return new Waiting(records, oldest, stalled);
  }
}
