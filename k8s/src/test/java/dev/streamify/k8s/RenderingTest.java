package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kustomize makes of the files. */
@ExtendWith(Overlays.Resolver.class)
class RenderingTest {
  private final Overlays overlays;

  RenderingTest(Overlays overlays) {
    this.overlays = overlays;
  }

  @ParameterizedTest
  @EnumSource
  void anOverlayRendersToResourcesThatAClusterTakes(Rendering.Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(resources.all()).hasSizeGreaterThan(50);
    assertThat(resources.all()).allSatisfy(StrictModels::read);
    assertThat(resources.all().stream().map(manifest -> manifest.kind() + " " + manifest.name()))
        .doesNotHaveDuplicates();
    assertThat(resources.all().stream().filter(manifest -> !manifest.is("Namespace")))
        .allSatisfy(
            manifest ->
                assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("streamify"));
  }

  @ParameterizedTest
  @EnumSource
  void executorsHaveTheImageOfTheServer(Rendering.Overlay overlay) {
    Resources resources = overlays.get(overlay);
    var server = resources.workload("spark-connect").containers().get(0);

    assertThat(resources.environment(server))
        .containsEntry("STREAMIFY_SPARK_EXECUTOR_IMAGE", server.path("image").asText());
  }

  @ParameterizedTest
  @EnumSource(names = "PRODUCTION")
  void everyImageOfOursIsTakenFromTheRegistryOfTheOverlay(Rendering.Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(resources.workloads())
        .allSatisfy(
            workload ->
                assertThat(workload.containers())
                    .allSatisfy(
                        container ->
                            assertThat(container.path("image").asText())
                                .startsWith("registry.example.com/")));
    assertThat(resources.get("KafkaConnect", "streamify").at("/spec/image").asText())
        .startsWith("registry.example.com/");
  }

  @ParameterizedTest
  @EnumSource(names = "LOCAL")
  void topicsOfOneBrokerHaveOneReplica(Rendering.Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(resources.ofKind("KafkaTopic"))
        .isNotEmpty()
        .allSatisfy(topic -> assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(1));
    assertThat(resources.ofKind("KafkaNodePool"))
        .hasSize(2)
        .allSatisfy(pool -> assertThat(pool.at("/spec/replicas").asInt()).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource(names = "PRODUCTION")
  void noSecretIsRenderedForProduction(Rendering.Overlay overlay) {
    assertThat(overlays.get(overlay).ofKind("Secret")).isEmpty();
  }
}
