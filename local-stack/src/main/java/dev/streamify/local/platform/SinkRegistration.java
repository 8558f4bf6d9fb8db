package dev.streamify.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.local.base.Await;
import dev.streamify.local.base.StackException;
import dev.streamify.local.http.JsonClient;
import dev.streamify.local.http.JsonClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Registers the sink files with Kafka Connect, as a user would with an HTTP client. */
public final class SinkRegistration {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonClient connect;

  /** Registers with the worker behind that client. */
  public SinkRegistration(JsonClient connect) {
    this.connect = connect;
  }

  /** POSTs every file of the folder; a connector that exists gets the file's configuration. */
  public void register(Path sinkFolder) {
    for (Path file : files(sinkFolder)) {
      JsonNode sink = read(file);
      Await.until(
          TIMEOUT,
          () -> accepted(sink),
          () -> "Kafka Connect does not take the sink %s within %s".formatted(file, TIMEOUT));
    }
  }

  /** Whether the worker took the sink; false while it is busy with a rebalance. */
  private boolean accepted(JsonNode sink) {
    String name = sink.path("name").asText();
    Answer answer = connect.post("/connectors", sink.toString());
    if (answer.status() == CONFLICT && connect.get("/connectors/" + name).ok()) {
      answer = connect.put("/connectors/" + name + "/config", sink.path("config").toString());
    }
    if (answer.status() == BAD_REQUEST) {
      throw StackException.failed(
          "Kafka Connect refuses the sink %s: %s"
              .formatted(name, answer.body().path("message").asText("without a message")));
    }
    return answer.ok();
  }

  /**
   * What keeps the connectors and tasks from running, one line each; empty when all of them run.
   */
  public List<String> problems(Path sinkFolder) {
    List<String> problems = new ArrayList<>();
    for (Path file : files(sinkFolder)) {
      String name = read(file).path("name").asText();
      JsonNode status = connect.get("/connectors/" + name + "/status").body();
      String state = status.path("connector").path("state").asText("without status");
      if (!state.equals("RUNNING")) {
        problems.add("connector %s is %s".formatted(name, state));
      }
      if (status.path("tasks").isEmpty()) {
        problems.add("connector %s has no tasks".formatted(name));
      }
      status.path("tasks").forEach(task -> addTaskProblem(name, task, problems));
    }
    return problems;
  }

  private static void addTaskProblem(String name, JsonNode task, List<String> problems) {
    String state = task.path("state").asText();
    if (!state.equals("RUNNING")) {
      String trace = task.path("trace").asText("").lines().findFirst().orElse("");
      problems.add(
          "task %d of %s is %s %s".formatted(task.path("id").asInt(), name, state, trace).strip());
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw StackException.unusable("cannot read the sink files in " + folder, e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw StackException.unusable("cannot read the sink file " + file, e);
    }
  }
}
