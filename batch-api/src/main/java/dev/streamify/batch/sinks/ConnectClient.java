package dev.streamify.batch.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Talks to Connect's REST interface. */
final class ConnectClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final HttpClient http;
  private final String base;
  private final Duration timeout;
  private final Optional<String> authorization;

  /**
   * Talks to one worker; it forwards to others by itself.
   *
   * @param timeout of each answer
   * @param login {@code user:password} for basic authentication
   */
  ConnectClient(URI url, Duration timeout, Optional<String> login) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
    this.base = url.toString().replaceFirst("/+$", "");
    this.timeout = timeout;
    this.authorization =
        login.map(
            text ->
                "Basic "
                    + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * All connectors with their states, as Connect tells them.
   *
   * @throws ConnectException when it does not answer, or not as it should
   */
  JsonNode connectors() {
    String body = send("GET", "/connectors?expand=status");
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw ConnectException.unavailable(
          "what answers at %s is not Kafka Connect: it sends no JSON; set CONNECT_URL"
              .formatted(base));
    }
  }

  /** Lets a connector pause. */
  void pause(String connector) {
    send("PUT", path(connector) + "/pause");
  }

  /** Lets a paused or stopped connector go on. */
  void resume(String connector) {
    send("PUT", path(connector) + "/resume");
  }

  /**
   * Restarts a connector and its tasks.
   *
   * @param onlyFailed whether what runs is left alone
   */
  void restart(String connector, boolean onlyFailed) {
    send("POST", path(connector) + "/restart?includeTasks=true&onlyFailed=" + onlyFailed);
  }

  /** Restarts a connector without its tasks. */
  void restartConnector(String connector) {
    send("POST", path(connector) + "/restart?includeTasks=false&onlyFailed=true");
  }

  /** Restarts one task. */
  void restartTask(String connector, int task) {
    send("POST", path(connector) + "/tasks/" + task + "/restart");
  }

  private static String path(String connector) {
    return "/connectors/"
        + URLEncoder.encode(connector, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String send(String method, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", "application/json");
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return accepted(method, path, answer);
    } catch (HttpTimeoutException e) {
      throw ConnectException.unavailable(
          "Kafka Connect at %s did not answer within %d ms".formatted(base, timeout.toMillis()));
    } catch (IOException e) {
      throw ConnectException.unavailable(
          "Kafka Connect at %s cannot be reached (%s): start it, or set CONNECT_URL"
              .formatted(base, reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ConnectException.unavailable("asking Kafka Connect was interrupted");
    }
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private String accepted(String method, String path, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status <= NO_CONTENT) {
      return answer.body();
    }
    if (status == NOT_FOUND && !"GET".equals(method)) {
      throw ConnectException.unknown("Kafka Connect has nothing at " + path);
    }
    throw ConnectException.unavailable(
        switch (status) {
          case CONFLICT ->
              "Kafka Connect is just spreading its work anew: try again in some seconds";
          case 401, 403 ->
              "Kafka Connect at %s refuses the login (%d): set streamify.batch.connect.user and .password"
                  .formatted(base, status);
          default ->
              "Kafka Connect at %s answered %s %s with %d: its log has the cause"
                  .formatted(base, method, path, status);
        });
  }
}
