package dev.streamify.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP to a service on this machine; a service that does not answer is a status of 0. */
public final class JsonClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI base;

  /** A client of the service on that loopback port. */
  public JsonClient(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * An answer.
   *
   * @param status HTTP status, 0 when the service did not answer
   * @param body the JSON body, or a text node of what came instead
   */
  public record Answer(int status, JsonNode body) {
    /** Whether the status says success. */
    public boolean ok() {
      return status / 100 == 2;
    }
  }

  /** GET. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** POST of a JSON text. */
  public Answer post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  /** PUT of a JSON text. */
  public Answer put(String path, String json) {
    return send(request(path).PUT(BodyPublishers.ofString(json)));
  }

  /** DELETE. */
  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      return new Answer(0, JSON.getNodeFactory().textNode(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, JSON.getNodeFactory().textNode("interrupted"));
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
