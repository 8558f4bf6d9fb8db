package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.k8s.Rendering.Overlay;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pods may do, and how much they may take. */
@ExtendWith(Overlays.Resolver.class)
class PodHardeningTest {
  /** They ask Kubernetes for something. */
  private static final Set<String> WITH_TOKEN = Set.of("spark-connect");

  private final Overlays overlays;

  PodHardeningTest(Overlays overlays) {
    this.overlays = overlays;
  }

  @ParameterizedTest
  @EnumSource
  void noPodHasMoreRightsThanItNeeds(Overlay overlay) {
    assertThat(overlays.get(overlay).workloads())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            workload -> {
              assertHardened(workload.name(), workload.spec());
              assertThat(workload.spec().path("automountServiceAccountToken"))
                  .as(workload.name())
                  .hasToString(Boolean.toString(WITH_TOKEN.contains(workload.name())));
            });
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoReadsOrWritesTablesHasTheKeysOfTheStore(Overlay overlay) {
    assertThat(
            overlays.get(overlay).workloads().stream()
                .filter(workload -> workload.spec().toString().contains("\"streamify-catalog\""))
                .map(Workload::name))
        .containsExactlyInAnyOrder("batch-api", "spark-connect", "catalog-bootstrap");
  }

  @ParameterizedTest
  @EnumSource
  void everyContainerSaysWhatItTakes(Overlay overlay) {
    for (Workload workload : overlays.get(overlay).workloads()) {
      for (JsonNode container : workload.containers()) {
        String what = workload + " " + container.path("name").asText();
        for (String figure : new String[] {"cpu", "memory"}) {
          assertThat(container.at("/resources/requests/" + figure).asText()).as(what).isNotEmpty();
          assertThat(container.at("/resources/limits/" + figure).asText()).as(what).isNotEmpty();
        }
        assertThat(container.at("/resources/limits/memory"))
            .as("%s: what is not there cannot be promised", what)
            .isEqualTo(container.at("/resources/requests/memory"));
        assertThat(container.path("image").asText())
            .as(what)
            .matches(".+:.+")
            .doesNotEndWith(":latest");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingThatServesIsProbed(Overlay overlay) {
    assertThat(overlays.get(overlay).workloads().stream().filter(w -> !w.kind().equals("Job")))
        .isNotEmpty()
        .allSatisfy(
            workload ->
                assertThat(Resources.elements(workload.spec().path("containers")))
                    .allSatisfy(
                        container ->
                            assertThat(container.path("readinessProbe").isObject()).isTrue()));
    Resources resources = overlays.get(overlay);
    for (String name : new String[] {"enrich-streams", "batch-api"}) {
      JsonNode container = resources.workload(name).containers().get(0);
      assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
      assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
      assertThat(container.at("/readinessProbe/httpGet/path").asText())
          .isEqualTo("/q/health/ready");
    }
  }

  @Test
  void executorsAreAsHardenedAsEverythingElse() {
    Manifest template = executorTemplate();
    assertThat(StrictModels.read(template)).isNotNull();
    assertHardened("spark-executor", template.at("/spec"));
    assertThat(template.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
  }

  @Test
  void strimzisPodsAreAsHardenedAsItsImagesAllow() {
    Manifest kafka = SourceFiles.resource("Kafka", "streamify");
    Manifest connect = SourceFiles.resource("KafkaConnect", "streamify");
    assertThat(
            Stream.of(
                kafka.at("/spec/kafka/template/kafkaContainer"),
                kafka.at("/spec/entityOperator/template/topicOperatorContainer"),
                kafka.at("/spec/entityOperator/template/userOperatorContainer"),
                connect.at("/spec/template/connectContainer")))
        .allSatisfy(
            container -> {
              JsonNode context = container.path("securityContext");
              assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
              assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
              assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            });
    assertThat(SourceFiles.ofKind("KafkaNodePool"))
        .isNotEmpty()
        .allSatisfy(
            pool -> assertThat(pool.at("/spec/resources/limits/memory").asText()).isNotEmpty());
    assertThat(connect.at("/spec/resources/limits/memory").asText()).isNotEmpty();
  }

  static Manifest executorTemplate() {
    return SourceFiles.ofKind("Pod").findFirst().orElseThrow();
  }

  private static void assertHardened(String name, JsonNode pod) {
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
        .as(name)
        .isEqualTo("RuntimeDefault");
    assertThat(Resources.elements(pod.path("containers")))
        .isNotEmpty()
        .allSatisfy(
            container -> assertHardened(name, container.path("securityContext"), container));
  }

  private static void assertHardened(String name, JsonNode context, JsonNode container) {
    String what = name + " " + container.path("name").asText();
    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).as(what).isFalse();
    assertThat(context.path("readOnlyRootFilesystem").asBoolean()).as(what).isTrue();
    assertThat(context.at("/capabilities/drop/0").asText()).as(what).isEqualTo("ALL");
    assertThat(
            Resources.elements(container.path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText()))
        .as("%s: what it may write to", what)
        .contains("/tmp");
  }
}
