package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TopicDefinition;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafka's and Connect's resources, beside the contract and the worker's configuration. */
class KafkaTest {
  private static final EventContract CONTRACT = EventContract.standard();

  /** What the operator sets by itself, or the resource has fields of its own for. */
  private static final Set<String> STRIMZIS =
      Set.of(
          "bootstrap.servers",
          "listeners",
          "plugin.path",
          "group.id",
          "config.storage.topic",
          "offset.storage.topic",
          "status.storage.topic");

  private final JsonNode connect = SourceFiles.resource("KafkaConnect", "streamify").node();

  @Test
  void everyTopicOfTheContractIsThereWithItsSettings() {
    for (TopicDefinition topic : CONTRACT.topics()) {
      JsonNode spec = topic(topic.name()).path("spec");
      assertThat(Resources.texts(spec.path("config")))
          .as(topic.name())
          .isEqualTo(topic.role().settings());
      assertThat(spec.path("partitions").asInt() > 1)
          .as(topic.name())
          .isEqualTo(topic.role().isPartitioned());
      assertThat(spec.path("replicas").asInt()).as(topic.name()).isEqualTo(3);
    }
  }

  @Test
  void thereIsNoTopicBesideTheContractsAndConnects() {
    Set<String> known =
        Stream.concat(
                CONTRACT.topics().stream().map(TopicDefinition::name),
                Stream.of("config", "offset", "status")
                    .map(what -> connect.at("/spec/" + what + "StorageTopic").asText()))
            .collect(Collectors.toSet());

    assertThat(SourceFiles.ofKind("KafkaTopic").map(topic -> topic.at("/spec/topicName").asText()))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void rightsCoverTheContractAndNothingElse() {
    Set<String> topics =
        SourceFiles.ofKind("KafkaTopic")
            .map(topic -> topic.at("/spec/topicName").asText())
            .collect(Collectors.toSet());

    SourceFiles.ofKind("KafkaUser")
        .flatMap(user -> Resources.elements(user.at("/spec/authorization/acls")))
        .map(acl -> acl.path("resource"))
        .filter(resource -> resource.path("type").asText().equals("topic"))
        .forEach(
            resource -> {
              assertThat(resource.path("patternType").asText()).isEqualTo("literal");
              assertThat(topics).contains(resource.path("name").asText());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "enrich-streams, topic, listen_events, Describe DescribeConfigs Read",
    "enrich-streams, topic, enriched_listen_events, Describe DescribeConfigs Write",
    "enrich-streams, topic, listen_events_dead_letters, Describe DescribeConfigs Write",
    "enrich-streams, topic, control_bronze_listen_events, ''",
    "enrich-streams, group, enrich-streams, Describe Read",
    "enrich-streams, transactionalId, enrich-streams, Describe Write",
    "connect, topic, listen_events, ''",
    "connect, topic, enriched_listen_events, Describe Read",
    "connect, topic, listen_events_dead_letters, Describe Read",
    "connect, topic, control_bronze_listen_events, Describe Read Write",
    "connect, topic, streamify-connect-offsets, Describe DescribeConfigs Read Write",
    "connect, group, streamify-connect, Describe Read",
    "connect, group, connect-bronze_listen_events, Describe Read",
    "connect, group, connect-bronze_listen_events-coord, Describe Read",
    "connect, group, cg-control-, Describe Read",
    "connect, transactionalId, coordinator-txn-, Describe Write",
    "connect, transactionalId, worker-txn-, Describe Write",
    "batch-api, topic, listen_events, Describe Read Write",
    "batch-api, topic, enriched_listen_events, Describe Read",
    "batch-api, group, enrich-streams, Describe",
    "batch-api, group, streamify-replay-listen_events, Describe Read",
    "bootstrap, topic, control_bronze_listen_events, Describe DescribeConfigs",
    "kafka-scaler, topic, listen_events, Describe",
    "kafka-scaler, group, enrich-streams, Describe",
    "event-sim, topic, listen_events, Describe Write",
    "event-sim, topic, enriched_listen_events, ''",
  })
  void aProcessMayDoWhatItNeeds(String user, String type, String name, String operations) {
    assertThat(
            Resources.elements(
                    SourceFiles.resource("KafkaUser", user).at("/spec/authorization/acls"))
                .filter(acl -> acl.at("/resource/type").asText().equals(type))
                .filter(acl -> acl.at("/resource/name").asText().equals(name))
                .flatMap(acl -> Resources.elements(acl.path("operations")))
                .map(JsonNode::asText)
                .sorted()
                .collect(Collectors.joining(" ")))
        .isEqualTo(operations);
  }

  @Test
  void everySinksGroupsMayBeUsed() {
    Set<String> groups =
        Resources.elements(
                SourceFiles.resource("KafkaUser", "connect").at("/spec/authorization/acls"))
            .filter(acl -> acl.at("/resource/type").asText().equals("group"))
            .map(acl -> acl.at("/resource/name").asText())
            .collect(Collectors.toSet());

    assertThat(groups)
        .containsAll(
            CONTRACT.sinks().stream()
                .map(SinkDefinition::consumerGroup)
                .flatMap(group -> Stream.of(group, group + "-coord"))
                .toList());
  }

  @Test
  void workersAreConfiguredAsEverywhere() throws IOException {
    Properties worker = new Properties();
    worker.load(
        new StringReader(
            Yaml.text(
                SourceFiles.ROOT.resolve("connect-config/worker/connect-distributed.properties"))));
    Map<String, String> wanted = new TreeMap<>();
    worker.stringPropertyNames().stream()
        .filter(name -> !STRIMZIS.contains(name))
        .forEach(name -> wanted.put(name, worker.getProperty(name)));

    assertThat(Resources.texts(connect.at("/spec/config")))
        .containsAllEntriesOf(replicated(wanted));
    assertThat(Resources.texts(connect.at("/spec/config"))).hasSameSizeAs(wanted);
    assertThat(connect.at("/spec/groupId").asText()).isEqualTo(ConnectStorage.GROUP);
    assertThat(connect.at("/spec/configStorageTopic").asText()).isEqualTo(ConnectStorage.CONFIGS);
    assertThat(connect.at("/spec/offsetStorageTopic").asText()).isEqualTo(ConnectStorage.OFFSETS);
    assertThat(connect.at("/spec/statusStorageTopic").asText()).isEqualTo(ConnectStorage.STATUS);
  }

  /** Where the file takes a value from the environment, the resource says it. */
  private static Map<String, String> replicated(Map<String, String> worker) {
    Map<String, String> values = new TreeMap<>(worker);
    values.replaceAll((name, value) -> name.endsWith("replication.factor") ? "3" : value);
    return values;
  }

  @Test
  void everyPlaceholderOfASinkIsFilledIn() {
    Set<String> set =
        Resources.elements(connect.at("/spec/template/connectContainer/env"))
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted = new TreeSet<>();
    for (SinkDefinition sink : CONTRACT.sinks()) {
      Path file =
          SourceFiles.ROOT.resolve("connect-config/sinks/" + sink.connectorName() + ".json");
      Pattern.compile("\\$\\{env:([A-Z0-9_]+)}")
          .matcher(Yaml.text(file))
          .results()
          .forEach(match -> wanted.add(match.group(1)));
    }

    assertThat(wanted).isNotEmpty();
    assertThat(set).isEqualTo(wanted);
  }

  @Test
  void connectorsBelongToTheRestInterface() {
    assertThat(connect.at("/metadata/annotations").has("strimzi.io/use-connector-resources"))
        .isFalse();
    assertThat(SourceFiles.ofKind("KafkaConnector")).isEmpty();
  }

  @Test
  void brokersWorkersAndTheWorkersImageAreOfOneVersion() {
    String version = SourceFiles.resource("Kafka", "streamify").at("/spec/kafka/version").asText();

    assertThat(connect.at("/spec/version").asText()).isEqualTo(version);
    assertThat(Yaml.text(SourceFiles.FOLDER.resolve("images/connect/Dockerfile")))
        .contains("-kafka-%s\n".formatted(version));
  }

  @Test
  void clientsReachTheListenerThatThereIs() {
    JsonNode listener = SourceFiles.resource("Kafka", "streamify").at("/spec/kafka/listeners/0");
    String address = "streamify-kafka-bootstrap:" + listener.path("port").asInt();

    assertThat(listener.path("tls").asBoolean()).isTrue();
    assertThat(listener.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
    assertThat(connect.at("/spec/bootstrapServers").asText()).isEqualTo(address);
    assertThat(Yaml.text(SourceFiles.FOLDER.resolve("base/kafka/kustomization.yml")))
        .contains("KAFKA_BOOTSTRAP_SERVERS=" + address + "\n")
        .contains("STREAMIFY_KAFKA_SECURITY_PROTOCOL=SASL_SSL\n")
        .contains("STREAMIFY_KAFKA_SASL_MECHANISM=SCRAM-SHA-512\n");
  }

  @Test
  void scalingEndsWithThePartitions() {
    JsonNode scaling = SourceFiles.resource("ScaledObject", "enrich-streams").at("/spec");
    List<String> raw = CONTRACT.streams().stream().map(stream -> stream.rawTopic()).toList();

    assertThat(
            Resources.elements(scaling.path("triggers"))
                .map(trigger -> trigger.at("/metadata/topic").asText()))
        .containsExactlyElementsOf(raw);
    assertThat(raw)
        .allSatisfy(
            topic ->
                assertThat(topic(topic).at("/spec/partitions"))
                    .isEqualTo(scaling.path("maxReplicaCount")));
  }

  private static JsonNode topic(String name) {
    return SourceFiles.ofKind("KafkaTopic")
        .filter(topic -> topic.at("/spec/topicName").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no topic " + name))
        .node();
  }
}
