package dev.streamify.batch.kafka;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads offsets of topics and groups. Cost of a look: six requests to the brokers, and a fetch of a
 * few records from each partition that has grown.
 *
 * <p>Not for several threads.
 */
public final class KafkaReader implements AutoCloseable {
  private final KafkaAdmin admin;
  private final TailReader tails;
  private final Clock clock;

  /** Connects when it is first asked. */
  public KafkaReader(KafkaSettings settings, Clock clock) {
    this.admin = KafkaAdmin.of(settings, "monitor");
    this.tails = new TailReader(settings, KafkaAdmin.PATIENCE);
    this.clock = clock;
  }

  /**
   * Looks at topics and groups.
   *
   * @param topics the topics; those that do not exist are left out
   * @param tailed those of them whose last records are wanted
   * @param groups the groups; those that do not exist are left out
   * @throws KafkaUnavailableException when Kafka does not answer
   */
  public KafkaState look(List<String> topics, List<String> tailed, List<String> groups) {
    return admin.ask(
        "does not answer",
        "check KAFKA_BOOTSTRAP_SERVERS",
        () -> {
          Map<TopicPartition, PartitionOffsets> partitions = offsets(partitions(topics));
          Map<TopicPartition, PartitionOffsets> wanted = new HashMap<>(partitions);
          wanted.keySet().removeIf(partition -> !tailed.contains(partition.topic()));
          return new KafkaState(clock.instant(), partitions, tails.read(wanted), groups(groups));
        });
  }

  private List<TopicPartition> partitions(List<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.client().describeTopics(topics).topicNameValues();
    List<TopicPartition> partitions = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
      try {
        KafkaAdmin.answer(topic.getValue())
            .partitions()
            .forEach(info -> partitions.add(new TopicPartition(topic.getKey(), info.partition())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return partitions;
  }

  private Map<TopicPartition, PartitionOffsets> offsets(List<TopicPartition> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    // The stable end is asked for first: it is never above an end that is asked for later.
    Map<TopicPartition, ListOffsetsResultInfo> stable =
        list(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, ListOffsetsResultInfo> low =
        list(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, ListOffsetsResultInfo> high =
        list(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      offsets.put(
          partition,
          new PartitionOffsets(
              low.get(partition).offset(),
              high.get(partition).offset(),
              stable.get(partition).offset()));
    }
    return offsets;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> list(
      List<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    return KafkaAdmin.answer(
        admin.client().listOffsets(wanted, new ListOffsetsOptions(isolation)).all());
  }

  private Map<String, GroupState> groups(List<String> ids)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, ListConsumerGroupOffsetsSpec> all = new HashMap<>();
    ids.forEach(id -> all.put(id, new ListConsumerGroupOffsetsSpec()));
    var described = admin.client().describeConsumerGroups(ids).describedGroups();
    var committed = admin.client().listConsumerGroupOffsets(all);
    Map<String, GroupState> groups = new HashMap<>();
    for (String id : ids) {
      try {
        groups.put(
            id,
            group(
                KafkaAdmin.answer(described.get(id)),
                KafkaAdmin.answer(committed.partitionsToOffsetAndMetadata(id))));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof GroupIdNotFoundException)) {
          throw e;
        }
      }
    }
    return groups;
  }

  private static GroupState group(
      ConsumerGroupDescription description, Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return new GroupState(
        description.groupId(),
        description.groupState().toString(),
        description.members().size(),
        committed);
  }

  @Override
  public void close() {
    admin.close();
    tails.close();
  }
}
