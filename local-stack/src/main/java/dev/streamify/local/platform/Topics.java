package dev.streamify.local.platform;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.TopicDefinition;
import dev.streamify.local.base.StackException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The contract's topics on the broker. */
public final class Topics implements AutoCloseable {
  /** Two cores: more partitions would only make more and smaller files. */
  private static final int PARTITIONS = 2;

  private final Admin admin;

  /** Connects to the broker at that address. */
  public Topics(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Creates the topics that are missing; those that exist stay as they are. */
  public void create(EventContract contract) {
    Set<String> existing = await(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing =
        contract.topics().stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(Topics::newTopic)
            .toList();
    await(admin.createTopics(missing).all(), "create the topics");
  }

  private static NewTopic newTopic(TopicDefinition topic) {
    int partitions = topic.role().isPartitioned() ? PARTITIONS : 1;
    return new NewTopic(topic.name(), partitions, (short) 1).configs(topic.role().settings());
  }

  /** The partitions of these topics, in order. */
  public List<TopicPartition> partitions(Collection<String> topics) {
    Map<String, TopicDescription> descriptions =
        await(admin.describeTopics(topics).allTopicNames(), "describe the topics");
    return topics.stream()
        .flatMap(
            topic ->
                descriptions.get(topic).partitions().stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())))
        .toList();
  }

  /** The offset that the next record of each partition will get. */
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    await(admin.listOffsets(latest).all(), "read the topics' ends")
        .forEach((partition, result) -> offsets.put(partition, result.offset()));
    return offsets;
  }

  /** The number of records that were ever produced to each of these non-transactional topics. */
  public Map<String, Long> produced(Collection<String> topics) {
    Map<String, Long> produced = new TreeMap<>();
    endOffsets(partitions(topics))
        .forEach((partition, offset) -> produced.merge(partition.topic(), offset, Long::sum));
    return produced;
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw StackException.failed(
          "the broker refuses to %s: %s".formatted(what, e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StackException.failed("interrupted while waiting for the broker to " + what, e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
