package dev.streamify.batch.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Talks with a worker's REST interface. */
@Singleton
class ConnectClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONFLICT = 409;

  private final ConnectConfig config;
  private final HttpClient client;

  ConnectClient(ConnectConfig config) {
    this.config = config;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout())
            .build();
  }

  /**
   * All connectors by name.
   *
   * @throws ConnectUnavailableException when the worker does not answer
   */
  Map<String, SinkState> all() {
    HttpResponse<String> answer = send(request("/connectors?expand=status").GET());
    if (answer.statusCode() != 200) {
      throw unexpected(answer);
    }
    try {
      Map<String, SinkState> sinks = new TreeMap<>();
      for (Map.Entry<String, JsonNode> sink : JSON.readTree(answer.body()).properties()) {
        sinks.put(sink.getKey(), state(sink.getKey(), sink.getValue().path("status")));
      }
      return sinks;
    } catch (JsonProcessingException e) {
      throw new ConnectUnavailableException(
          "Kafka Connect at %s answers with something that is no JSON: is it a worker?"
              .formatted(config.url()),
          e);
    }
  }

  private static SinkState state(String name, JsonNode status) {
    List<SinkState.Task> tasks = new ArrayList<>();
    for (JsonNode task : status.path("tasks")) {
      tasks.add(
          new SinkState.Task(
              task.path("id").asInt(),
              stateOf(task),
              task.path("worker_id").asText(),
              text(task, "trace")));
    }
    JsonNode connector = status.path("connector");
    return new SinkState(name, stateOf(connector), text(connector, "trace"), tasks);
  }

  private static SinkState.State stateOf(JsonNode node) {
    String name = node.path("state").asText();
    return Arrays.stream(SinkState.State.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElse(SinkState.State.UNASSIGNED);
  }

  private static Optional<String> text(JsonNode node, String field) {
    String text = node.path(field).asText();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  void pause(String connector) {
    change("PUT", connector, "/pause");
  }

  void resume(String connector) {
    change("PUT", connector, "/resume");
  }

  /** Restarts a connector and its tasks. */
  void restart(String connector, boolean onlyFailed) {
    change("POST", connector, "/restart?includeTasks=true&onlyFailed=" + onlyFailed);
  }

  private void change(String method, String connector, String what) {
    String path = "/connectors/" + URLEncoder.encode(connector, StandardCharsets.UTF_8) + what;
    HttpResponse<String> answer =
        send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    if (answer.statusCode() == CONFLICT) {
      throw new ConnectUnavailableException(
          "Kafka Connect is rebalancing and takes no changes: try again in a moment");
    }
    if (answer.statusCode() / 100 != 2) {
      throw unexpected(answer);
    }
  }

  private HttpRequest.Builder request(String path) {
    String base = config.url().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(config.timeout())
            .header("Accept", "application/json");
    config.user().ifPresent(user -> request.header("Authorization", basic(user)));
    return request;
  }

  private String basic(String user) {
    String pair = user + ":" + config.password().orElse("");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ConnectUnavailableException(
          "Kafka Connect at %s does not answer (%s): start a worker or set CONNECT_URL"
              .formatted(
                  config.url(),
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectUnavailableException("interrupted while Kafka Connect was asked", e);
    }
  }

  private ConnectUnavailableException unexpected(HttpResponse<String> answer) {
    return new ConnectUnavailableException(
        "Kafka Connect at %s answers with status %d: see the worker's log"
            .formatted(config.url(), answer.statusCode()));
  }
}
