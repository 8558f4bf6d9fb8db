package dev.streamify.bench.bronze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sink files of the project with what a measurement changes in them. */
final class SinkFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SinkFolder() {}

  /**
   * Writes a folder of sinks.
   *
   * @param originals the project's sink files
   * @param target where to write them
   * @param intervals between commits
   * @param fromRaw whether sinks of events read the raw topics
   */
  static Path write(Path originals, Path target, CommitIntervals intervals, boolean fromRaw) {
    try {
      Files.createDirectories(target);
      for (EventStream stream : EventContract.standard().streams()) {
        SinkDefinition sink = stream.bronzeSink();
        String name = sink.connectorName() + ".json";
        JsonNode file = JSON.readTree(originals.resolve(name).toFile());
        ObjectNode config = (ObjectNode) file.path("config");
        config.put(
            "iceberg.control.commit.interval-ms", Long.toString(intervals.of(stream).toMillis()));
        if (fromRaw) {
          config.put("topics", stream.rawTopic());
          // Nothing of the project's own.
          config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
          config.put("value.converter.schemas.enable", "false");
        }
        JSON.writeValue(target.resolve(name).toFile(), file);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
