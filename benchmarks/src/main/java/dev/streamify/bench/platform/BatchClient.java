package dev.streamify.bench.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** batch-api, as any client of it sees it. */
public final class BatchClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration RUN_TIMEOUT = Duration.ofMinutes(20);
  private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "ABORTED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI base;

  /** Of the service on that port. */
  public BatchClient(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  /** Whether it says that it is ready. */
  public boolean isReady() {
    try {
      return send(request("/q/health/ready").GET()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the service has a job of that name. */
  boolean knows(String job) {
    try {
      return send(request("/api/v1/jobs/" + job).GET()).statusCode() == 200;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /**
   * Runs a job to its end.
   *
   * @return the completed run
   * @throws BenchException when it does not complete
   */
  public JsonNode run(String job) {
    return run(job, "{}");
  }

  /**
   * Runs a job to its end.
   *
   * @param asked the request's body, such as {@code {"mode":"full"}}
   * @return the completed run
   * @throws BenchException when it does not complete
   */
  public JsonNode run(String job, String asked) {
    String id =
        read(request("/api/v1/jobs/" + job + "/runs").POST(BodyPublishers.ofString(asked)))
            .path("id")
            .asText();
    JsonNode[] run = new JsonNode[1];
    Await.until(
        RUN_TIMEOUT,
        () -> {
          run[0] = read(request("/api/v1/runs/" + id).GET());
          return ENDED.contains(run[0].path("state").asText());
        },
        () -> "the run of %s did not end within %s".formatted(job, RUN_TIMEOUT));
    if (!run[0].path("state").asText().equals("COMPLETED")) {
      throw BenchException.failed(
          "the run of %s did not complete: %s %s"
              .formatted(
                  job,
                  run[0].path("error").path("message").asText(),
                  run[0].path("error").path("cause").asText()));
    }
    return run[0];
  }

  /**
   * Reads what it tells.
   *
   * @param path such as {@code /api/v1/alerts}
   */
  public JsonNode get(String path) {
    return read(request(path).GET());
  }

  /** Asks for a run, and does not wait for it. */
  public void ask(String job, String body) {
    read(request("/api/v1/jobs/" + job + "/runs").POST(BodyPublishers.ofString(body)));
  }

  /** Its metrics, as Prometheus reads them. */
  public String metrics() {
    try {
      return send(request("/q/metrics").GET()).body();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private JsonNode read(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = send(request);
      if (response.statusCode() / 100 != 2) {
        throw BenchException.failed(
            "batch-api answers %s with status %d: %s"
                .formatted(response.uri().getPath(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw BenchException.failed("batch-api's answer is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static BenchException unreachable(IOException e) {
    return BenchException.failed("batch-api does not answer: " + e.getMessage(), e);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }
}
