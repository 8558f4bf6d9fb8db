package dev.streamify.k8s;

import static dev.streamify.k8s.KafkaClient.Operation.Delete;
import static dev.streamify.k8s.KafkaClient.Operation.Describe;
import static dev.streamify.k8s.KafkaClient.Operation.DescribeConfigs;
import static dev.streamify.k8s.KafkaClient.Operation.Read;
import static dev.streamify.k8s.KafkaClient.Operation.Write;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.TopicDefinition;
import dev.streamify.contract.TopicRole;
import java.util.List;
import java.util.stream.Stream;

/** The least that each process needs to work. */
final class KafkaClients {
  /** Application id of enrich-streams: its group, and what its transactional ids begin with. */
  static final String ENRICH = "enrich-streams";

  private KafkaClients() {}

  /** The processes of the platform. */
  static List<KafkaClient> ofPlatform(EventContract contract) {
    return List.of(
        enrichStreams(contract),
        connect(contract),
        batchApi(contract),
        bootstrap(contract),
        scaler(contract));
  }

  /** The simulator, which is a producer like any other. */
  static List<KafkaClient> ofSimulator(EventContract contract) {
    return List.of(
        new KafkaClient.Builder("event-sim")
            .topics(topics(contract, TopicRole.RAW), Describe, Write)
            .build());
  }

  private static KafkaClient enrichStreams(EventContract contract) {
    return new KafkaClient.Builder(ENRICH)
        .topics(topics(contract, TopicRole.RAW), Describe, DescribeConfigs, Read)
        .topics(topics(contract, TopicRole.ENRICHED), Describe, DescribeConfigs, Write)
        .topics(topics(contract, TopicRole.DEAD_LETTERS), Describe, DescribeConfigs, Write)
        .groups(List.of(ENRICH), Describe, Read)
        .transactionalIdPrefix(ENRICH)
        .build();
  }

  private static KafkaClient connect(EventContract contract) {
    List<String> storage =
        ConnectStorage.topics().stream().map(TopicManifests.Topic::name).toList();
    return new KafkaClient.Builder("connect")
        .topics(storage, Describe, DescribeConfigs, Read, Write)
        .topics(
            contract.sinks().stream().flatMap(sink -> sink.topics().stream()).toList(),
            Describe,
            Read)
        .topics(topics(contract, TopicRole.CONTROL), Describe, Read, Write)
        .groups(List.of(ConnectStorage.GROUP), Describe, Read)
        .groups(sinkGroups(contract), Describe, Read)
        // A group of its own for each task, as every task reads the whole control topic.
        .groupPrefix("cg-control-", Describe, Read)
        // The names that the sink gives its tasks and its coordinator.
        .transactionalIdPrefix("worker-txn-")
        .transactionalIdPrefix("coordinator-txn-")
        .build();
  }

  /**
   * Looks at everything, sends dead letters to the raw topics again, keeps control topics short.
   */
  private static KafkaClient batchApi(EventContract contract) {
    return new KafkaClient.Builder("batch-api")
        .topics(topics(contract, TopicRole.RAW), Describe, Read, Write)
        .topics(topics(contract, TopicRole.ENRICHED), Describe, Read)
        .topics(topics(contract, TopicRole.DEAD_LETTERS), Describe, Read)
        .topics(topics(contract, TopicRole.CONTROL), Describe, Read, Delete)
        .groups(List.of(ENRICH), Describe)
        .groups(sinkGroups(contract), Describe)
        .groups(
            contract.streams().stream().map(stream -> replayGroup(stream)).toList(), Describe, Read)
        .build();
  }

  /** As batch-api names it. */
  private static String replayGroup(EventStream stream) {
    return "streamify-replay-" + stream.name();
  }

  /** Makes sure that topics are as the sinks need them. */
  private static KafkaClient bootstrap(EventContract contract) {
    return new KafkaClient.Builder("bootstrap")
        .topics(
            contract.topics().stream().map(TopicDefinition::name).toList(),
            Describe,
            DescribeConfigs)
        .build();
  }

  /** KEDA, which compares the group's position with the ends of the raw topics. */
  private static KafkaClient scaler(EventContract contract) {
    return new KafkaClient.Builder("kafka-scaler")
        .topics(topics(contract, TopicRole.RAW), Describe)
        .groups(List.of(ENRICH), Describe)
        .build();
  }

  /** Each sink has a group for its records and one for its coordinator. */
  private static List<String> sinkGroups(EventContract contract) {
    return contract.sinks().stream()
        .flatMap(sink -> Stream.of(sink.consumerGroup(), sink.coordinatorGroup()))
        .toList();
  }

  private static List<String> topics(EventContract contract, TopicRole role) {
    return contract.topics().stream()
        .filter(topic -> topic.role() == role)
        .map(TopicDefinition::name)
        .toList();
  }
}
