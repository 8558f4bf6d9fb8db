package dev.streamify.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All resources of an overlay.
 *
 * @param all in the order of the rendering
 */
record Resources(List<Manifest> all) {
  /** Keeps its own copy. */
  Resources {
    all = List.copyOf(all);
  }

  Stream<Manifest> ofKind(String kind) {
    return all.stream().filter(manifest -> manifest.is(kind));
  }

  Optional<Manifest> find(String kind, String name) {
    return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
  }

  Manifest get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("there is no %s %s".formatted(kind, name)));
  }

  /** The pods that resources ask for, those of Strimzi left out. */
  List<Workload> workloads() {
    return Stream.of("Deployment", "StatefulSet", "Job")
        .flatMap(this::ofKind)
        .map(Workload::of)
        .toList();
  }

  Workload workload(String name) {
    return workloads().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no workload " + name));
  }

  /**
   * The variables of a container, those of ConfigMaps among them; of a Secret's only the names are
   * known, with an empty value.
   */
  Map<String, String> environment(JsonNode container) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode source : container.path("envFrom")) {
      String map = source.at("/configMapRef/name").asText();
      if (!map.isEmpty()) {
        variables.putAll(texts(get("ConfigMap", map).at("/data")));
      }
    }
    for (JsonNode variable : container.path("env")) {
      variables.put(variable.path("name").asText(), value(variable));
    }
    return variables;
  }

  /** The same, with the values of Secrets that the overlay itself makes. */
  Map<String, String> environmentWithSecrets(JsonNode container) {
    Map<String, String> variables = new LinkedHashMap<>(environment(container));
    for (JsonNode source : container.path("envFrom")) {
      find("Secret", source.at("/secretRef/name").asText())
          .ifPresent(
              secret ->
                  texts(secret.at("/data"))
                      .forEach((key, value) -> variables.put(key, decoded(value))));
    }
    return variables;
  }

  private static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  private String value(JsonNode variable) {
    JsonNode reference = variable.at("/valueFrom/configMapKeyRef");
    return reference.isObject()
        ? get("ConfigMap", reference.path("name").asText())
            .at("/data")
            .path(reference.path("key").asText())
            .asText()
        : variable.path("value").asText();
  }

  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
