package dev.streamify.bench.kafka;

import dev.streamify.bench.base.Await;
import dev.streamify.contract.TopicRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What an operator does with Kafka's own tools: topics, and where groups stand.
 *
 * @param admin asks the broker; not closed here
 */
public record TopicHand(Admin admin) {
  private static final Duration DONE_WITHIN = Duration.ofMinutes(1);

  /** Deletes a topic, and waits until it is gone. */
  public void delete(String topic) {
    TopicEnds.get(admin.deleteTopics(List.of(topic)).all());
    Await.until(
        DONE_WITHIN, () -> !exists(topic), () -> "the topic %s does not go".formatted(topic));
  }

  /** Whether there is such a topic. */
  public boolean exists(String topic) {
    return TopicEnds.get(admin.listTopics().names()).contains(topic);
  }

  /** Creates a topic over which a sink agrees on commits. */
  public void createControl(String topic) {
    TopicEnds.get(
        admin
            .createTopics(
                List.of(
                    new NewTopic(topic, Optional.of(1), Optional.empty())
                        .configs(TopicRole.CONTROL.settings())))
            .all());
  }

  /** The first offsets of a topic whose records are not older than that; the end where none is. */
  public Map<TopicPartition, Long> at(String topic, Instant time) {
    Map<TopicPartition, Long> ends = new TopicEnds(admin).of(List.of(topic));
    Map<TopicPartition, OffsetSpec> asked =
        ends.keySet().stream()
            .collect(
                Collectors.toMap(
                    each -> each, each -> OffsetSpec.forTimestamp(time.toEpochMilli())));
    return TopicEnds.get(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                found ->
                    found.getValue().offset() < 0
                        ? ends.get(found.getKey())
                        : found.getValue().offset()));
  }

  /**
   * {@code kafka-consumer-groups.sh --reset-offsets}, as soon as the group has no members: one that
   * ended without leaving is a member until its session times out, and the tool refuses.
   */
  public void setGroup(String group, Map<TopicPartition, Long> offsets) {
    Await.until(
        DONE_WITHIN, () -> isEmpty(group), () -> "the group %s has members".formatted(group));
    TopicEnds.get(
        admin
            .alterConsumerGroupOffsets(
                group,
                offsets.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey, each -> new OffsetAndMetadata(each.getValue()))))
            .all());
  }

  private boolean isEmpty(String group) {
    return TopicEnds.get(admin.describeConsumerGroups(List.of(group)).all())
        .get(group)
        .members()
        .isEmpty();
  }
}
