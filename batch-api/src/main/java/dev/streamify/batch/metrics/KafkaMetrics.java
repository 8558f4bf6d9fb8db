package dev.streamify.batch.metrics;

import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.flow.TopicReset;
import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Topics and groups, in KMinion's names and labels, so that its dashboards work. */
@Singleton
class KafkaMetrics {
  private final MeterRegistry registry;
  private final GaugeSet up;
  private final GaugeSet high;
  private final GaugeSet low;
  private final GaugeSet info;
  private final GaugeSet members;
  private final GaugeSet offsets;
  private final GaugeSet partitionLag;
  private final GaugeSet lag;

  KafkaMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.up = new GaugeSet(registry, "streamify.kafka.up", "1 when Kafka answers");
    this.high =
        new GaugeSet(
            registry,
            "kminion.kafka.topic.high.water.mark.sum",
            "Sum of the high water marks of a topic's partitions",
            "topic_name");
    this.low =
        new GaugeSet(
            registry,
            "kminion.kafka.topic.low.water.mark.sum",
            "Sum of the low water marks of a topic's partitions",
            "topic_name");
    this.info =
        new GaugeSet(
            registry,
            "kminion.kafka.consumer.group.info",
            "1 when the group is stable",
            "group_id",
            "state");
    this.members =
        new GaugeSet(
            registry,
            "kminion.kafka.consumer.group.members",
            "Members of a consumer group",
            "group_id");
    this.offsets =
        new GaugeSet(
            registry,
            "kminion.kafka.consumer.group.topic.offset.sum",
            "Sum of the offsets that a group has committed of a topic",
            "group_id",
            "topic_name");
    this.partitionLag =
        new GaugeSet(
            registry,
            "kminion.kafka.consumer.group.topic.partition.lag",
            "Offsets from a group's committed one to the last stable one; markers count",
            "group_id",
            "topic_name",
            "partition_id");
    this.lag =
        new GaugeSet(
            registry,
            "kminion.kafka.consumer.group.topic.lag",
            "Sum of the lags of a topic's partitions; markers count",
            "group_id",
            "topic_name");
  }

  void update(FlowState flow) {
    up.set(flow.kafka().isPresent() ? 1 : 0);
    if (flow.kafka().isEmpty()) {
      members.forget();
      partitionLag.forget();
      lag.forget();
      return;
    }
    KafkaState kafka = flow.kafka().get();
    topics(kafka);
    resets(kafka, flow.resets());
    // A group that is in another state now is no longer in the one before.
    info.forget();
    kafka.groups().values().forEach(group -> group(kafka, group));
  }

  private void topics(KafkaState kafka) {
    Map<String, Long> highs = new TreeMap<>();
    Map<String, Long> lows = new TreeMap<>();
    kafka
        .partitions()
        .forEach(
            (partition, found) -> {
              highs.merge(partition.topic(), found.high(), Long::sum);
              lows.merge(partition.topic(), found.low(), Long::sum);
            });
    lows.forEach((topic, sum) -> low.set(sum, topic));
    highs.forEach((topic, sum) -> high.set(sum, topic));
  }

  /** Counts looks, not partitions: a topic that is made anew loses all of them at once. */
  private void resets(KafkaState kafka, List<TopicReset> resets) {
    Set<String> topics =
        kafka.partitions().keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    Set<String> reset = resets.stream().map(TopicReset::topic).collect(Collectors.toSet());
    topics.forEach(
        topic ->
            Counter.builder("streamify.topic.offset.resets")
                .description("Times that a topic's end went backwards: it was made anew")
                .tag("topic_name", topic)
                .register(registry)
                .increment(reset.contains(topic) ? 1 : 0));
  }

  private void group(KafkaState kafka, GroupState group) {
    info.set(group.isStable() ? 1 : 0, group.id(), group.state());
    members.set(group.members(), group.id());
    Map<String, Long> sums = new TreeMap<>();
    Map<String, Long> lags = new TreeMap<>();
    group
        .committed()
        .forEach(
            (partition, committed) -> {
              sums.merge(partition.topic(), committed, Long::sum);
              lags.merge(partition.topic(), lag(kafka, group, partition, committed), Long::sum);
            });
    sums.forEach((topic, sum) -> offsets.set(sum, group.id(), topic));
    lags.forEach((topic, sum) -> lag.set(sum, group.id(), topic));
  }

  private long lag(KafkaState kafka, GroupState group, TopicPartition partition, long committed) {
    PartitionOffsets ends = kafka.partitions().get(partition);
    long behind = ends == null ? 0 : Math.max(0, ends.lastStable() - committed);
    partitionLag.set(
        behind, group.id(), partition.topic(), Integer.toString(partition.partition()));
    return behind;
  }
}
