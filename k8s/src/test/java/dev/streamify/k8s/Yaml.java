package dev.streamify.k8s;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads YAML as clusters do: a key that stands there twice is an error. */
final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Yaml() {}

  /** All documents of a text; empty ones are left out. */
  static List<Manifest> documents(String source, String text) {
    try (MappingIterator<JsonNode> documents =
        MAPPER.readerFor(JsonNode.class).readValues(MAPPER.createParser(text))) {
      return documents.readAll().stream()
          .filter(JsonNode::isObject)
          .map(node -> new Manifest(source, node))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": " + e.getMessage(), e);
    }
  }

  /** The only document of a file. */
  static JsonNode file(Path path) {
    return documents(path.toString(), text(path)).get(0).node();
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
