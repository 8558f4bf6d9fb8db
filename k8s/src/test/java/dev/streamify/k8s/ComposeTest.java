package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.k8s.Rendering.Overlay;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same processes with the same names, ports, variables and versions as in docker-compose.yml.
 */
@ExtendWith(Overlays.Resolver.class)
class ComposeTest {
  /** What only compose has: files between containers, keys without a file, a worker of our own. */
  private static final Set<String> COMPOSE_ONLY =
      Set.of(
          "STREAMIFY_ENV_FILE",
          "STREAMIFY_BOOTSTRAP_ENV_FILE",
          "STREAMIFY_BATCH_SECURITY_KEYS_OPERATOR_SHA256",
          "STREAMIFY_BATCH_SECURITY_KEYS_OPERATOR_ROLE",
          "CONNECT_CONFIG_STORAGE_REPLICATION_FACTOR",
          "CONNECT_OFFSET_STORAGE_REPLICATION_FACTOR",
          "CONNECT_STATUS_STORAGE_REPLICATION_FACTOR",
          "CONNECT_REST_ADVERTISED_HOST_NAME",
          // For a console in a browser, which is not part of the overlay.
          "QUARKUS_HTTP_CORS_ENABLED",
          "QUARKUS_HTTP_CORS_ORIGINS",
          "QUARKUS_HTTP_CORS_METHODS",
          "QUARKUS_HTTP_CORS_HEADERS");

  private final Compose compose = Compose.read(SourceFiles.ROOT.resolve("docker-compose.yml"));
  private final Resources resources;

  ComposeTest(Overlays overlays) {
    this.resources = overlays.get(Overlay.LOCAL);
  }

  @ParameterizedTest
  @CsvSource({
    "enrich-streams, enrich-streams",
    "batch-api, batch-api",
    "spark-connect, spark-connect",
    "sinks, sinks",
    "polaris-bootstrap, catalog-bootstrap",
    "event-sim, event-sim",
    "connect, connect",
    "postgres, postgres",
    "minio, minio",
    "minio-bucket, minio-bucket",
    "polaris, polaris",
  })
  void aProcessGetsTheVariablesThatItGetsFromCompose(String service, String workload) {
    Set<String> wanted = new TreeSet<>(compose.variables(service));
    wanted.removeAll(COMPOSE_ONLY);

    assertThat(environment(workload).keySet()).containsAll(wanted);
  }

  @Test
  void tablesAreWhereComposeHasThem() {
    Map<String, String> here = environment("batch-api");
    Set<String> names =
        compose.variables("batch-api").stream()
            .filter(name -> name.startsWith("STREAMIFY_CATALOG_"))
            .filter(name -> !name.contains("_KEY"))
            .collect(Collectors.toSet());

    assertThat(names).hasSizeGreaterThan(7);
    assertThat(names)
        .allSatisfy(
            name -> assertThat(here).containsEntry(name, compose.variable("batch-api", name)));
  }

  @ParameterizedTest
  @CsvSource({
    "batch-api, batch-api",
    "spark-connect, spark-connect",
    "postgres, postgres",
    "polaris, polaris",
  })
  void aServiceListensOnThePortsThatComposePublishes(String service, String name) {
    assertThat(
            Resources.elements(resources.get("Service", name).at("/spec/ports"))
                .map(port -> port.path("port").asInt()))
        .containsAll(compose.ports(service));
  }

  @Test
  void enrichmentListensOnThePortThatComposePublishes() {
    assertThat(
            Resources.elements(
                    resources.workload("enrich-streams").containers().get(0).path("ports"))
                .map(port -> port.path("containerPort").asInt()))
        .containsExactlyElementsOf(compose.ports("enrich-streams"));
  }

  @ParameterizedTest
  @CsvSource({
    "enrich-streams, enrich-streams, 0",
    "batch-api, batch-api, 0",
    "spark-connect, spark-connect, 0",
    "sinks, sinks, 0",
    "polaris-bootstrap, catalog-bootstrap, 0",
    "event-sim, event-sim, 0",
    "postgres, postgres, 0",
    "minio, minio, 0",
    "minio-bucket, minio-bucket, 0",
    "polaris-realm, polaris, 0",
    "polaris, polaris, 1",
  })
  void imagesAndVersionsAreThoseOfCompose(String service, String workload, int container) {
    assertThat(resources.workload(workload).containers().get(container).path("image").asText())
        .isEqualTo(compose.image(service));
  }

  @ParameterizedTest
  @CsvSource({"sinks, sinks", "polaris-bootstrap, catalog-bootstrap"})
  void oneShotsAreStartedAsInCompose(String service, String workload) {
    JsonNode container = resources.workload(workload).containers().get(0);

    assertThat(container.path("args")).isEqualTo(compose.service(service).path("command"));
  }

  private Map<String, String> environment(String workload) {
    if (workload.equals("connect")) {
      return resources.environment(
          resources.get("KafkaConnect", "streamify").at("/spec/template/connectContainer"));
    }
    Workload found = resources.workload(workload);
    return resources.environmentWithSecrets(found.containers().get(found.containers().size() - 1));
  }
}
