package dev.streamify.sim.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the broker says about the raw topics. */
final class RawTopics {
  private RawTopics() {}

  /** How many partitions each topic has. */
  static Map<String, Integer> partitions(FeederOptions options, Collection<String> topics) {
    try (Admin admin = Admin.create(ClientProperties.admin(options))) {
      Map<String, Integer> partitions = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        partitions.put(topic.name(), topic.partitions().size());
      }
      return partitions;
    } catch (ExecutionException e) {
      throw failure(options, topics, e.getCause());
    } catch (KafkaException e) {
      throw failure(options, topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException("interrupted while asking Kafka for its topics", e);
    }
  }

  private static FeedException failure(
      FeederOptions options, Collection<String> topics, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new FeedException(
          "Kafka at %s lacks at least one of the topics %s: create them first"
              .formatted(options.bootstrapServers(), String.join(", ", topics)),
          cause);
    }
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return new FeedException(
        "Kafka at %s cannot be used (%s): is it running, and is the address right?"
            .formatted(options.bootstrapServers(), root.getMessage()),
        cause);
  }
}
