package dev.streamify.k8s;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One resource.
 *
 * @param source where it stands, for messages
 * @param node its content
 */
record Manifest(String source, JsonNode node) {
  String kind() {
    return node.path("kind").asText();
  }

  String name() {
    return node.at("/metadata/name").asText();
  }

  JsonNode at(String pointer) {
    return node.at(pointer);
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  @Override
  public String toString() {
    return "%s %s (%s)".formatted(kind(), name(), source);
  }
}
