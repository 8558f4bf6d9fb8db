package dev.streamify.openlineage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Posts events. */
final class HttpTransport implements EventTransport {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /** Answers that speak of the service or of the caller, not of the event. */
  private static final Set<Integer> PASSING = Set.of(401, 403, 404, 405, 407, 408, 425, 429);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();
  private final URI url;
  private final Optional<String> token;

  HttpTransport(URI url, Optional<String> token) {
    this.url = url;
    this.token = token;
  }

  @Override
  public Outcome send(String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try {
      return outcome(client.send(request.build(), BodyHandlers.discarding()));
    } catch (IOException e) {
      return new Outcome.Failed("%s: %s".formatted(url, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("%s: interrupted".formatted(url));
    }
  }

  private Outcome outcome(HttpResponse<Void> response) {
    int status = response.statusCode();
    String told = "%s answers %d".formatted(url, status);
    if (status / 100 == 2) {
      return new Outcome.Sent();
    }
    return status / 100 == 4 && !PASSING.contains(status)
        ? new Outcome.Refused(told)
        : new Outcome.Failed(told);
  }
}
