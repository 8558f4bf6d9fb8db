package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictModelsTest {
  static List<Manifest> resources() {
    return SourceFiles.resources();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void everyFieldOfEveryFileExists(Manifest manifest) {
    assertThat(StrictModels.read(manifest)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, batch-api, /spec",
    "Deployment, batch-api, /spec/template/spec/containers/0/securityContext",
    "Deployment, batch-api, /spec/template/spec/containers/0/livenessProbe/httpGet",
    "Service, batch-api, /spec/ports/0",
    "NetworkPolicy, kafka, /spec/ingress/0/from/0/podSelector",
    "Kafka, streamify, /spec/kafka/listeners/0",
    "Kafka, streamify, /spec/kafka/template/pod/securityContext",
    "KafkaTopic, listen-events, /spec",
    "KafkaUser, connect, /spec/authorization/acls/0/resource",
    "KafkaConnect, streamify, /spec/template/connectContainer/env/0/valueFrom",
    "KafkaConnect, streamify, /spec/authentication",
    "PodMonitor, batch-api, /spec/podMetricsEndpoints/0",
    "PrometheusRule, streamify, /spec/groups/0/rules/0",
    "ScaledObject, enrich-streams, /spec/triggers/0",
    "TriggerAuthentication, kafka-scaler, /spec/secretTargetRef/0",
  })
  void aFieldThatDoesNotExistIsRefused(String kind, String name, String where) {
    Manifest manifest = copy(kind, name);
    ((ObjectNode) manifest.at(where)).put("replcas", 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictModels.read(manifest))
        .withMessageContaining("replcas")
        .withMessageContaining(name);
  }

  @Test
  void aFieldThatOnlyOlderVersionsOfStrimziHadIsRefused() {
    Manifest manifest = copy("KafkaConnect", "streamify");
    ((ObjectNode) manifest.at("/spec")).putObject("externalConfiguration").putArray("env");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictModels.read(manifest))
        .withMessageContaining("externalConfiguration");
  }

  @Test
  void aNumberIsRefusedWhereATextBelongs() {
    Manifest manifest = copy("Deployment", "enrich-streams");
    ((ObjectNode) manifest.at("/spec/template/spec/containers/0/env/1")).put("value", 30);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictModels.read(manifest))
        .withMessageContaining("value");
  }

  @Test
  void aTextIsRefusedWhereANumberBelongs() {
    Manifest manifest = copy("Deployment", "batch-api");
    ((ObjectNode) manifest.at("/spec")).put("replicas", "2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictModels.read(manifest))
        .withMessageContaining("replicas");
  }

  @Test
  void anOldApiVersionIsRefused() {
    Manifest manifest = copy("KafkaTopic", "listen-events");
    ((ObjectNode) manifest.node()).put("apiVersion", "kafka.strimzi.io/v1beta2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictModels.read(manifest))
        .withMessageContaining("kafka.strimzi.io/v1beta2/KafkaTopic");
  }

  private static Manifest copy(String kind, String name) {
    Manifest found = SourceFiles.resource(kind, name);
    return new Manifest(found.source(), found.node().deepCopy());
  }
}
