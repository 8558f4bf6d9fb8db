package dev.streamify.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streamify.bootstrap.base.BootstrapException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that speaks JSON.
 *
 * @param base its URL, without a slash at the end
 * @param authorization what to send as {@code Authorization}; a secret
 * @param header a further header of every request
 */
public record JsonApi(URI base, Optional<String> authorization, Optional<Header> header) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * A header.
   *
   * @param name its name
   * @param value its value
   */
  public record Header(String name, String value) {}

  /**
   * What a server said.
   *
   * @param status the HTTP status; 0: it was not reached
   * @param body its body, missing when it is no JSON
   * @param trouble why it was not reached, or the body's text
   */
  public record Answer(int status, JsonNode body, String trouble) {
    /** Whether it is any of 2xx. */
    public boolean ok() {
      return status / 100 == 2;
    }

    /** Whether it may be another one a little later. */
    public boolean passing() {
      return status == 0 || status == 409 || status == 429 || status >= 500;
    }

    /** Status and text, without line breaks. */
    public String told() {
      String text = trouble.lines().findFirst().orElse("");
      return status == 0 ? "cannot be reached (" + text + ")" : "answers " + status + " " + text;
    }
  }

  /** The same server for one who has a token. */
  public JsonApi withToken(String token) {
    return new JsonApi(base, Optional.of("Bearer " + token), header);
  }

  /** The same server for strangers. */
  public JsonApi anonymous() {
    return new JsonApi(base, Optional.empty(), header);
  }

  /** Asks. */
  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Optional.empty());
  }

  /** Sends JSON. */
  public Answer send(String method, String path, JsonNode body) {
    return send(
        method, path, BodyPublishers.ofString(body.toString()), Optional.of("application/json"));
  }

  /** Deletes. */
  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), Optional.empty());
  }

  /** Sends a form. */
  public Answer form(String path, String form) {
    return send(
        "POST",
        path,
        BodyPublishers.ofString(form),
        Optional.of("application/x-www-form-urlencoded"));
  }

  private Answer send(String method, String path, BodyPublisher body, Optional<String> type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .method(method, body);
    type.ifPresent(contentType -> request.header("Content-Type", contentType));
    header.ifPresent(one -> request.header(one.name(), one.value()));
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()), response.body());
    } catch (IOException e) {
      return new Answer(0, MissingNode.getInstance(), String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BootstrapException.failed("interrupted while asking " + base, e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** The address alone: the rest is a secret. */
  @Override
  public String toString() {
    return base.toString();
  }
}
