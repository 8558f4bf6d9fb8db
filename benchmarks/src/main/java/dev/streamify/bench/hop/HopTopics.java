package dev.streamify.bench.hop;

import dev.streamify.bench.kafka.TopicEnds;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** The topics of a benchmark, and how far groups have come in them. */
final class HopTopics implements AutoCloseable {
  /** The raw topics. */
  static final List<String> RAW =
      EventContract.standard().streams().stream().map(EventStream::rawTopic).toList();

  private final Admin admin;
  private final int partitions;

  HopTopics(String bootstrapServers, int partitions) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.partitions = partitions;
  }

  /** Where those that only copy write. */
  static String copyOf(String topic) {
    return "copied_" + topic;
  }

  /** Creates those of the contract, and one for copies of each raw one. */
  void create() {
    List<NewTopic> topics = new ArrayList<>();
    EventContract.standard().topics().stream()
        .filter(topic -> topic.role().isPartitioned())
        .map(topic -> topic(topic.name()).configs(topic.role().settings()))
        .forEach(topics::add);
    RAW.forEach(raw -> topics.add(topic(copyOf(raw))));
    TopicEnds.get(admin.createTopics(topics).all());
  }

  private NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }

  /** How many offsets the raw topics have. */
  long ends() {
    return new TopicEnds(admin).total(RAW);
  }

  /** How many of these a group has behind it, for good. */
  long committed(String group) {
    return TopicEnds.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .values()
        .stream()
        .filter(offset -> offset != null)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
