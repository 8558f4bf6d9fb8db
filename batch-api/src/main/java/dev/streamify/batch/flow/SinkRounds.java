package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.ControlEvents;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.connect.events.CommitComplete;
import org.apache.iceberg.connect.events.CommitToTable;
import org.apache.iceberg.connect.events.DataComplete;
import org.apache.iceberg.connect.events.Event;
import org.apache.iceberg.connect.events.Payload;
import org.apache.iceberg.connect.events.StartCommit;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows the commit rounds of sinks on their control topics. A round asks all tasks what they have
 * written; when not all partitions were answered for in time, the coordinator commits what it has.
 * The sink tells this nowhere but in its log (apache/iceberg#18007).
 */
@Singleton
public class SinkRounds {
  private final Map<String, SinkDefinition> byControlTopic;
  private final Map<String, Round> rounds = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> partial;

  SinkRounds(EventContract contract) {
    this.byControlTopic =
        contract.sinks().stream()
            .collect(Collectors.toMap(SinkDefinition::controlTopic, Function.identity()));
    this.partial =
        contract.sinks().stream()
            .collect(Collectors.toMap(SinkDefinition::connectorName, sink -> new AtomicLong()));
  }

  /**
   * A round.
   *
   * @param commit its id
   * @param answered partitions whose tasks have told what they have written
   * @param tables tables that were committed; a round of a paused sink commits none
   */
  private record Round(UUID commit, Set<TopicPartition> answered, Set<String> tables) {}

  /** Commits of a sink that not all tasks had answered in time, seen since the start. */
  public long partialCommits(String sink) {
    AtomicLong seen = partial.get(sink);
    return seen == null ? 0 : seen.get();
  }

  /** Takes note of what was said. */
  void look(ControlEvents events, KafkaState kafka) {
    Map<TopicPartition, PartitionOffsets> control = new HashMap<>(kafka.partitions());
    control.keySet().removeIf(partition -> !byControlTopic.containsKey(partition.topic()));
    events.read(
        control,
        (topic, event) -> take(byControlTopic.get(topic), event, kafka.partitions().keySet()));
  }

  private void take(SinkDefinition sink, Event event, Set<TopicPartition> partitions) {
    // Of several clusters or generations on one topic, only the sink's own count.
    if (!event.groupId().equals(sink.consumerGroup())) {
      return;
    }
    Payload payload = event.payload();
    String name = sink.connectorName();
    if (payload instanceof StartCommit start) {
      rounds.put(name, new Round(start.commitId(), new HashSet<>(), new HashSet<>()));
      return;
    }
    Round round = rounds.get(name);
    if (round == null) {
      return;
    }
    if (payload instanceof DataComplete answer && answer.commitId().equals(round.commit())) {
      answer
          .assignments()
          .forEach(
              assigned ->
                  round.answered().add(new TopicPartition(assigned.topic(), assigned.partition())));
    } else if (payload instanceof CommitToTable to && to.commitId().equals(round.commit())) {
      round.tables().add(to.tableReference().toString());
    } else if (payload instanceof CommitComplete end && end.commitId().equals(round.commit())) {
      long wanted =
          partitions.stream().filter(each -> sink.topics().contains(each.topic())).count();
      if (!round.tables().isEmpty() && round.answered().size() < wanted) {
        partial.get(name).incrementAndGet();
      }
      rounds.remove(name);
    }
  }
}
