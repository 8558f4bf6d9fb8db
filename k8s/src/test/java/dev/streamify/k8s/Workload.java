package dev.streamify.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pods of one kind.
 *
 * @param name of the resource that asks for them
 * @param kind of that resource
 * @param template the pods' metadata and spec
 */
record Workload(String name, String kind, JsonNode template) {

  static Workload of(Manifest manifest) {
    return new Workload(manifest.name(), manifest.kind(), manifest.at("/spec/template"));
  }

  Map<String, String> labels() {
    return Resources.texts(template.at("/metadata/labels"));
  }

  JsonNode spec() {
    return template.path("spec");
  }

  List<JsonNode> containers() {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> Resources.elements(spec().path(list)))
        .toList();
  }

  /** The number of a port that is told by name or by number; 0 when there is none of that name. */
  int port(JsonNode nameOrNumber) {
    if (nameOrNumber.isInt()) {
      return nameOrNumber.asInt();
    }
    return containers().stream()
        .flatMap(container -> Resources.elements(container.path("ports")))
        .filter(port -> port.path("name").asText().equals(nameOrNumber.asText()))
        .mapToInt(port -> port.path("containerPort").asInt())
        .findFirst()
        .orElse(0);
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
