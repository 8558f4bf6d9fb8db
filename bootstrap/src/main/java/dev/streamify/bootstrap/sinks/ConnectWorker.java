package dev.streamify.bootstrap.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Patience;
import dev.streamify.bootstrap.http.JsonApi;
import dev.streamify.bootstrap.http.JsonApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Kafka Connect's REST interface. */
final class ConnectWorker {
  private static final int NOT_FOUND = 404;

  private final JsonApi api;

  ConnectWorker(JsonApi api) {
    this.api = api;
  }

  /** Waits until the worker has joined its group. */
  void awaitAnswer(Patience patience) {
    list(patience, "/connectors");
  }

  /** A worker that starts answers 404 to everything, also to what is always there. */
  private Answer list(Patience patience, String path) {
    return answer(patience, () -> api.get(path), answer -> answer.status() == NOT_FOUND);
  }

  private Answer answer(Patience patience, Supplier<Answer> request) {
    return answer(
        patience, request, answer -> answer.status() == NOT_FOUND && answer.body().isMissingNode());
  }

  private Answer answer(Patience patience, Supplier<Answer> request, Predicate<Answer> isStarting) {
    Answer[] last = new Answer[1];
    Answer answer =
        patience.await(
            () -> {
              last[0] = request.get();
              return last[0].passing() || isStarting.test(last[0])
                  ? Optional.empty()
                  : Optional.of(last[0]);
            },
            () ->
                "Kafka Connect at %s %s: start it, or set CONNECT_URL"
                    .formatted(api, last[0].told()));
    if (answer.status() == 401 || answer.status() == 403) {
      throw BootstrapException.failed(
          "Kafka Connect at %s %s: set STREAMIFY_CONNECT_USER and STREAMIFY_CONNECT_PASSWORD"
              .formatted(api, answer.told()));
    }
    return answer;
  }

  /** Whether a connector class is installed; a worker that just started may not answer at once. */
  boolean hasPlugin(String connectorClass, Patience patience) {
    for (JsonNode plugin : list(patience, "/connector-plugins").body()) {
      if (plugin.path("class").asText().equals(connectorClass)) {
        return true;
      }
    }
    return false;
  }

  /** What the worker finds wrong about a configuration, one line for each setting. */
  List<String> invalid(SinkFile sink, Patience patience) {
    ObjectNode config = sink.config().deepCopy();
    config.put("name", sink.name());
    String path = "/connector-plugins/" + sink.setting("connector.class") + "/config/validate";
    Answer answer = answer(patience, () -> api.send("PUT", path, config));
    List<String> wrong = new ArrayList<>();
    if (!answer.ok()) {
      wrong.add("Kafka Connect does not validate %s: it %s".formatted(sink.name(), answer.told()));
    }
    for (JsonNode setting : answer.body().path("configs")) {
      for (JsonNode error : setting.path("value").path("errors")) {
        wrong.add("%s: %s".formatted(sink.name(), error.asText()));
      }
    }
    return wrong;
  }

  /** Registers a sink, or gives an existing one the file's configuration; says which. */
  String register(SinkFile sink, Patience patience) {
    String path = "/connectors/" + sink.name();
    Answer existing = answer(patience, () -> api.get(path + "/config"));
    if (existing.ok() && same(existing.body(), sink)) {
      return "already there:";
    }
    Answer answer =
        answer(
            patience,
            () ->
                existing.ok()
                    ? api.send("PUT", path + "/config", sink.config())
                    : api.send("POST", "/connectors", sink.document()));
    if (!answer.ok()) {
      throw BootstrapException.failed(
          "Kafka Connect refuses the sink %s: it %s".formatted(sink.name(), answer.told()));
    }
    return existing.ok() ? "changed" : "registered";
  }

  private static boolean same(JsonNode existing, SinkFile sink) {
    ObjectNode wanted = sink.config().deepCopy();
    return wanted.put("name", sink.name()).equals(existing);
  }

  /** Waits until every connector and at least one task of it runs, and none has failed. */
  void awaitRunning(List<SinkFile> sinks, Patience patience) {
    patience.await(
        () -> problems(sinks).isEmpty() ? Optional.of(true) : Optional.empty(),
        () -> String.join("; ", problems(sinks)));
  }

  private List<String> problems(List<SinkFile> sinks) {
    List<String> problems = new ArrayList<>();
    for (SinkFile sink : sinks) {
      JsonNode status = api.get("/connectors/" + sink.name() + "/status").body();
      String state = status.path("connector").path("state").asText("not known");
      if (!state.equals("RUNNING")) {
        problems.add("the sink %s is %s".formatted(sink.name(), state));
      } else if (status.path("tasks").isEmpty()) {
        problems.add("the sink %s has no task yet".formatted(sink.name()));
      }
      for (JsonNode task : status.path("tasks")) {
        addTask(sink, task, problems);
      }
    }
    return problems;
  }

  private static void addTask(SinkFile sink, JsonNode task, List<String> problems) {
    String state = task.path("state").asText();
    if (!state.equals("RUNNING")) {
      String trace =
          task.path("trace").asText("").lines().limit(3).reduce("", (a, b) -> a + " " + b);
      problems.add(
          "task %d of %s is %s%s".formatted(task.path("id").asInt(), sink.name(), state, trace));
    }
  }
}
