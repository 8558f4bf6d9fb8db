package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.k8s.NetworkFlows.End;
import dev.streamify.k8s.Rendering.Overlay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every address in an environment can be reached, and nothing else. */
@ExtendWith(Overlays.Resolver.class)
class NetworkFlowsTest {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<scheme>[a-z0-9:]+)://)?(?<host>[a-z][a-z0-9.-]*)(?::(?<port>\\d+))?(?:/.*)?");
  private static final End PROMETHEUS = End.elsewhere("monitoring", Map.of());

  private final Overlays overlays;

  NetworkFlowsTest(Overlays overlays) {
    this.overlays = overlays;
  }

  private Resources resources;
  private NetworkFlows flows;

  private void render(Overlay overlay) {
    resources = overlays.get(overlay);
    flows = new NetworkFlows(resources.ofKind("NetworkPolicy").toList());
  }

  @ParameterizedTest
  @EnumSource
  void whateverAnEnvironmentNamesCanBeReached(Overlay overlay) {
    render(overlay);
    List<String> tried = new ArrayList<>();
    for (Workload workload : resources.workloads()) {
      for (JsonNode container : workload.containers()) {
        resources
            .environmentWithSecrets(container)
            .forEach((name, value) -> check(pod(workload), name, value, tried));
      }
    }
    resources
        .environment(
            resources.get("KafkaConnect", "streamify").at("/spec/template/connectContainer"))
        .forEach((name, value) -> check(connect(), name, value, tried));

    assertThat(tried)
        .contains(
            "enrich-streams KAFKA_BOOTSTRAP_SERVERS kafka 9093",
            "batch-api KAFKA_BOOTSTRAP_SERVERS kafka 9093",
            "batch-api CONNECT_URL connect 8083",
            "batch-api SPARK_REMOTE spark-connect 15002",
            "spark-connect SPARK_MASTER outside 443",
            "sinks CONNECT_URL connect 8083",
            "connect KAFKA_BOOTSTRAP_SERVERS kafka 9093");
    assertThat(tried)
        .contains(
            overlay == Overlay.LOCAL
                ? "connect STREAMIFY_CATALOG_URI polaris 8181"
                : "connect STREAMIFY_CATALOG_URI outside 443");
    if (overlay == Overlay.LOCAL) {
      assertThat(tried)
          .contains(
              "batch-api STREAMIFY_BATCH_DATABASE_URL postgres 5432",
              "polaris QUARKUS_DATASOURCE_JDBC_URL postgres 5432",
              "catalog-bootstrap POLARIS_URL polaris 8181",
              "event-sim KAFKA_BOOTSTRAP_SERVERS kafka 9093");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNoEnvironmentNamesCanBeReachedAsWell(Overlay overlay) {
    render(overlay);
    End driver = pod(resources.workload("spark-connect"));
    End executor = executor();
    End store = overlay == Overlay.LOCAL ? pod(resources.workload("minio")) : End.outside();
    int storePort = overlay == Overlay.LOCAL ? 9000 : 443;

    assertThat(flows.allows(executor, driver, 7078)).isTrue();
    assertThat(flows.allows(executor, driver, 7079)).isTrue();
    assertThat(flows.allows(driver, executor, 7079)).isTrue();
    assertThat(flows.allows(executor, executor, 7079)).isTrue();
    assertThat(flows.allows(executor, store, storePort)).isTrue();
    assertThat(flows.allows(connect(), connect(), 8083)).isTrue();
    assertThat(flows.allows(End.elsewhere("keda", Map.of()), kafka(), 9093)).isTrue();
    assertThat(flows.allows(PROMETHEUS, pod(resources.workload("enrich-streams")), 8082)).isTrue();
    assertThat(flows.allows(PROMETHEUS, pod(resources.workload("batch-api")), 8080)).isTrue();
    assertThat(flows.allows(PROMETHEUS, connect(), 9404)).isTrue();
    assertThat(flows.allows(PROMETHEUS, kafka(), 9404)).isTrue();
    assertThat(flows.allows(kafka(), End.outside(), 443)).as("reads Secrets").isTrue();
    assertThat(flows.allows(connect(), End.outside(), 6443)).as("reads Secrets").isTrue();
    if (overlay == Overlay.LOCAL) {
      End polaris = pod(resources.workload("polaris"));
      assertThat(flows.allows(polaris, store, 9000)).isTrue();
      assertThat(flows.allows(pod(resources.workload("minio-bucket")), store, 9000)).isTrue();
    } else {
      assertThat(flows.allows(pod(resources.workload("batch-api")), End.outside(), 5432)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingElseCanBeReached(Overlay overlay) {
    render(overlay);
    End enrich = pod(resources.workload("enrich-streams"));
    End batch = pod(resources.workload("batch-api"));
    End spark = pod(resources.workload("spark-connect"));
    End stranger = End.pod("stranger", Map.of("app.kubernetes.io/name", "stranger"));

    assertThat(flows.allows(stranger, kafka(), 9093)).isFalse();
    assertThat(flows.allows(stranger, batch, 8080)).isFalse();
    assertThat(flows.allows(End.elsewhere("default", Map.of()), batch, 8080)).isFalse();
    assertThat(flows.allows(End.elsewhere("default", Map.of()), connect(), 8083)).isFalse();
    assertThat(flows.allows(PROMETHEUS, connect(), 8083)).isFalse();
    assertThat(flows.allows(enrich, spark, 15_002)).isFalse();
    assertThat(flows.allows(connect(), spark, 15_002)).isFalse();
    assertThat(flows.allows(enrich, connect(), 8083)).isFalse();
    assertThat(flows.allows(enrich, End.outside(), 443)).isFalse();
    assertThat(flows.allows(executor(), kafka(), 9093)).isFalse();
    assertThat(flows.allows(executor(), spark, 15_002)).isFalse();
    assertThat(flows.allows(kafka(), batch, 8080)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theApiIsReachedFromNamespacesThatAreLabelledForIt(Overlay overlay) {
    render(overlay);
    End ingress =
        new End("ingress", Map.of(), Optional.of(Map.of("streamify.dev/uses-batch-api", "true")));

    assertThat(flows.allows(ingress, pod(resources.workload("batch-api")), 8080)).isTrue();
  }

  private void check(End from, String name, String value, List<String> tried) {
    if (!name.matches(".*(URL|URI|SERVERS|REMOTE|ENDPOINT|MASTER)") || value.isEmpty()) {
      return;
    }
    Matcher address = ADDRESS.matcher(value.replace("k8s://", ""));
    assertThat(address.matches()).as("%s=%s", name, value).isTrue();
    String host = address.group("host");
    int port =
        address.group("port") != null
            ? Integer.parseInt(address.group("port"))
            : "https".equals(address.group("scheme")) ? 443 : 0;
    End to = target(host);
    String what = "%s %s %s %d".formatted(from.name(), name, to.name(), port);
    assertThat(flows.allows(from, to, port)).as(what).isTrue();
    tried.add(what);
  }

  private End target(String host) {
    if (host.contains(".")) {
      return End.outside();
    }
    return switch (host) {
      case "streamify-kafka-bootstrap" -> kafka();
      case "streamify-connect-api" -> connect();
      default -> {
        Map<String, String> selector =
            Resources.texts(resources.get("Service", host).at("/spec/selector"));
        yield resources.workloads().stream()
            .filter(workload -> workload.labels().entrySet().containsAll(selector.entrySet()))
            .map(NetworkFlowsTest::pod)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no pod is behind the service " + host));
      }
    };
  }

  private static End pod(Workload workload) {
    return End.pod(workload.name(), workload.labels());
  }

  private static End executor() {
    return End.pod(
        "spark-executor",
        Resources.texts(PodHardeningTest.executorTemplate().at("/metadata/labels")));
  }

  /** As Strimzi labels its pods. */
  private static End kafka() {
    return End.pod("kafka", strimzi("Kafka", "streamify-kafka"));
  }

  private End connect() {
    Map<String, String> labels = new HashMap<>(strimzi("KafkaConnect", "streamify-connect"));
    labels.putAll(
        Resources.texts(
            resources.get("KafkaConnect", "streamify").at("/spec/template/pod/metadata/labels")));
    return End.pod("connect", labels);
  }

  private static Map<String, String> strimzi(String kind, String name) {
    return Map.of(
        "strimzi.io/cluster", "streamify", "strimzi.io/kind", kind, "strimzi.io/name", name);
  }
}
