package dev.streamify.batch.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the answer of {@code GET /connectors?expand=status}. */
final class ConnectAnswers {
  private final Set<String> known;

  /**
   * Reads answers.
   *
   * @param known names of the contract's sinks
   */
  ConnectAnswers(Set<String> known) {
    this.known = Set.copyOf(known);
  }

  /** The connectors, by name. */
  List<SinkState> read(JsonNode answer) {
    List<SinkState> sinks = new ArrayList<>();
    for (Map.Entry<String, JsonNode> connector : answer.properties()) {
      sinks.add(sink(connector.getKey(), connector.getValue().path("status")));
    }
    return sinks;
  }

  private SinkState sink(String name, JsonNode status) {
    JsonNode connector = status.path("connector");
    List<SinkState.Task> tasks = new ArrayList<>();
    for (JsonNode task : status.path("tasks")) {
      tasks.add(
          new SinkState.Task(
              task.path("id").asInt(), state(task), text(task, "worker_id"), text(task, "trace")));
    }
    return new SinkState(
        name,
        known.contains(name),
        state(connector),
        text(connector, "worker_id"),
        text(connector, "trace"),
        tasks);
  }

  private static ConnectorState state(JsonNode node) {
    return ConnectorState.of(node.path("state").asText());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field).asText()).filter(text -> !text.isBlank());
  }
}
