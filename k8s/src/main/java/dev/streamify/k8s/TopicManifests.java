package dev.streamify.k8s;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.TopicDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics as resources of Strimzi's topic operator.
 *
 * @param topics all topics of the platform
 */
record TopicManifests(List<Topic> topics) {
  /** The name of the Kafka cluster's resource. */
  static final String CLUSTER = "streamify";

  /**
   * Partitions of topics that more partitions make faster, and thus the most replicas of
   * enrich-streams that have work.
   */
  static final int PARTITIONS = 6;

  static final int REPLICAS = 3;

  /**
   * A topic.
   *
   * @param name its name in Kafka
   * @param config its settings, by Kafka's names
   */
  record Topic(String name, int partitions, Map<String, String> config) {
    Topic {
      config = new TreeMap<>(config);
    }
  }

  /** Keeps its own copy. */
  TopicManifests {
    topics = List.copyOf(topics);
  }

  static TopicManifests of(EventContract contract) {
    return new TopicManifests(
        Stream.concat(
                contract.topics().stream().map(TopicManifests::topic),
                ConnectStorage.topics().stream())
            .toList());
  }

  private static Topic topic(TopicDefinition definition) {
    return new Topic(
        definition.name(),
        definition.role().isPartitioned() ? PARTITIONS : 1,
        definition.role().settings());
  }

  /** Kubernetes' names have no underscores. */
  static String resourceName(String topic) {
    return topic.replace('_', '-');
  }

  String text() {
    return topics.stream().map(TopicManifests::text).collect(Collectors.joining());
  }

  private static String text(Topic topic) {
    String resource =
        """
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: %s
        spec:
          topicName: %s
          partitions: %d
          replicas: %d
        """
            .formatted(
                resourceName(topic.name()), CLUSTER, topic.name(), topic.partitions(), REPLICAS);
    if (topic.config().isEmpty()) {
      return resource;
    }
    return resource
        + "  config:\n"
        + topic.config().entrySet().stream()
            .map(entry -> "    %s: \"%s\"\n".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
  }
}
