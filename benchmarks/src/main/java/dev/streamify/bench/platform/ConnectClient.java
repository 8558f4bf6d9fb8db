package dev.streamify.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Kafka Connect's REST interface, as an operator uses it. */
public final class ConnectClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration DONE_WITHIN = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String base;

  /** Of the worker at that address. */
  public ConnectClient(String url) {
    this.base = url;
  }

  /** Stops a sink, and waits until it has stopped: only then its offsets can be changed. */
  public void stop(String sink) {
    send("PUT", sink + "/stop", BodyPublishers.noBody());
    Await.until(
        DONE_WITHIN,
        () -> {
          JsonNode status = status(sink);
          return status.at("/connector/state").asText().equals("STOPPED")
              && status.path("tasks").isEmpty();
        },
        () -> "the sink %s does not stop: %s".formatted(sink, status(sink)));
  }

  /** Lets a sink go on. */
  public void resume(String sink) {
    send("PUT", sink + "/resume", BodyPublishers.noBody());
  }

  /** What a sink is set to. */
  public ObjectNode config(String sink) {
    return (ObjectNode) send("GET", sink + "/config", BodyPublishers.noBody());
  }

  /** Sets a sink to something else. */
  public void configure(String sink, JsonNode config) {
    send("PUT", sink + "/config", BodyPublishers.ofString(config.toString()));
  }

  /** Forgets how far a stopped sink has read: it begins at the beginning. */
  public void forgetOffsets(String sink) {
    send("DELETE", sink + "/offsets", BodyPublishers.noBody());
  }

  /** Says where a stopped sink is to go on. */
  public void setOffsets(String sink, Map<TopicPartition, Long> offsets) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode all = body.putArray("offsets");
    offsets.forEach(
        (partition, offset) -> {
          ObjectNode one = all.addObject();
          one.putObject("partition")
              .put("kafka_topic", partition.topic())
              .put("kafka_partition", partition.partition());
          one.putObject("offset").put("kafka_offset", offset);
        });
    send("PATCH", sink + "/offsets", BodyPublishers.ofString(body.toString()));
  }

  private JsonNode status(String sink) {
    return send("GET", sink + "/status", BodyPublishers.noBody());
  }

  /** Sends it, again and again while Connect says that it is not ready for it yet. */
  private JsonNode send(String method, String path, BodyPublisher body) {
    JsonNode[] answer = new JsonNode[1];
    String[] told = new String[1];
    Await.until(
        DONE_WITHIN,
        () -> {
          HttpResponse<String> response = once(method, path, body);
          told[0] = response.statusCode() + " " + response.body();
          if (response.statusCode() / 100 != 2) {
            return false;
          }
          answer[0] = parsed(response.body());
          return true;
        },
        () -> "Kafka Connect answers %s %s with %s".formatted(method, path, told[0]));
    return answer[0];
  }

  private HttpResponse<String> once(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/connectors/" + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw BenchException.failed("Kafka Connect does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw BenchException.failed("Kafka Connect's answer is not JSON: " + body, e);
    }
  }
}
