package dev.streamify.bootstrap.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.bootstrap.base.BootstrapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sink as it is POSTed to Kafka Connect.
 *
 * @param name the connector's name
 * @param document {@code {"name": …, "config": {…}}}
 */
record SinkFile(String name, JsonNode document) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The files of a folder, by name. */
  static List<SinkFile> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<SinkFile> sinks =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .map(SinkFile::read)
              .toList();
      if (sinks.isEmpty()) {
        throw unusable(folder, "it holds no sink files");
      }
      return sinks;
    } catch (IOException e) {
      throw unusable(folder, e.toString());
    }
  }

  private static SinkFile read(Path file) {
    try {
      JsonNode document = JSON.readTree(file.toFile());
      String name = document.path("name").asText();
      if (name.isEmpty() || !document.path("config").isObject()) {
        throw unusable(file, "it is not of the form {\"name\": …, \"config\": {…}}");
      }
      return new SinkFile(name, document);
    } catch (IOException e) {
      throw unusable(file, e.getMessage());
    }
  }

  private static BootstrapException unusable(Path path, String why) {
    return BootstrapException.unusable(
        "STREAMIFY_SINKS_DIR: %s cannot be used (%s): give the folder connect-config/sinks"
            .formatted(path, why));
  }

  JsonNode config() {
    return document.path("config");
  }

  String setting(String key) {
    return config().path(key).asText();
  }
}
