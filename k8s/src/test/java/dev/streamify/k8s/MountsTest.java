package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.k8s.Rendering.Overlay;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that an environment names are there. */
@ExtendWith(Overlays.Resolver.class)
class MountsTest {
  private final Overlays overlays;

  MountsTest(Overlays overlays) {
    this.overlays = overlays;
  }

  @ParameterizedTest
  @EnumSource
  void everyFileThatAnEnvironmentNamesIsMounted(Overlay overlay) {
    Resources resources = overlays.get(overlay);
    Set<String> checked = new HashSet<>();
    for (Workload workload : resources.workloads()) {
      for (JsonNode container : workload.containers()) {
        resources
            .environment(container)
            .forEach(
                (name, value) -> {
                  if (value.startsWith("/etc/streamify/")) {
                    assertThat(files(resources, workload, container))
                        .as("%s: %s", workload, name)
                        .contains(value);
                    checked.add(name);
                  }
                });
      }
    }

    assertThat(checked)
        .containsExactlyInAnyOrder(
            "STREAMIFY_KAFKA_SSL_TRUSTSTORE_LOCATION",
            "STREAMIFY_BATCH_SECURITY_KEYS_FILE",
            "STREAMIFY_SPARK_PROPERTIES_FILE");
  }

  @ParameterizedTest
  @EnumSource
  void everyMountHasItsVolume(Overlay overlay) {
    assertThat(overlays.get(overlay).workloads())
        .allSatisfy(
            workload ->
                assertThat(
                        workload.containers().stream()
                            .flatMap(
                                container -> Resources.elements(container.path("volumeMounts")))
                            .map(mount -> mount.path("name").asText())
                            .filter(name -> !name.equals("data")))
                    .isSubsetOf(
                        Resources.elements(workload.spec().path("volumes"))
                            .map(volume -> volume.path("name").asText())
                            .toList()));
  }

  private static Set<String> files(Resources resources, Workload workload, JsonNode container) {
    Set<String> files = new HashSet<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      Resources.elements(workload.spec().path("volumes"))
          .filter(volume -> volume.path("name").equals(mount.path("name")))
          .flatMap(volume -> files(resources, volume))
          .forEach(file -> files.add(mount.path("mountPath").asText() + "/" + file));
    }
    return files;
  }

  private static Stream<String> files(Resources resources, JsonNode volume) {
    if (volume.has("configMap")) {
      JsonNode data = resources.get("ConfigMap", volume.at("/configMap/name").asText()).at("/data");
      return Resources.texts(data).keySet().stream();
    }
    return Resources.elements(volume.at("/secret/items")).map(item -> item.path("path").asText());
  }
}
