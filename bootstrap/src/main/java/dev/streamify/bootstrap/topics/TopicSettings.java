package dev.streamify.bootstrap.topics;

import dev.streamify.bootstrap.base.Environment;
import dev.streamify.contract.TopicDefinition;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What an environment chooses of topics.
 *
 * @param partitions of topics that may have many
 * @param replication replicas; empty: the broker's default
 */
public record TopicSettings(int partitions, Optional<Short> replication) {
  private static final int MOST_PARTITIONS = 10_000;
  private static final int MOST_REPLICAS = 100;

  static TopicSettings of(Environment environment) {
    return new TopicSettings(
        environment.number("STREAMIFY_TOPICS_PARTITIONS", MOST_PARTITIONS).orElse(2),
        environment.number("STREAMIFY_TOPICS_REPLICATION", MOST_REPLICAS).map(Integer::shortValue));
  }

  int partitions(TopicDefinition topic) {
    return topic.role().isPartitioned() ? partitions : 1;
  }

  NewTopic newTopic(TopicDefinition topic) {
    return new NewTopic(topic.name(), Optional.of(partitions(topic)), replication)
        .configs(topic.role().settings());
  }
}
