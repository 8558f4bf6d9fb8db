package dev.streamify.batch.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Posts alerts to a URL, in the format (version 4) in which Alertmanager does, so that whatever
 * takes its messages takes these. An answer of 2xx counts as heard.
 */
@Singleton
class WebhookNotifier {
  private static final Logger LOG = Logger.getLogger(WebhookNotifier.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AlertsConfig config;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private boolean deaf;

  WebhookNotifier(AlertsConfig config) {
    this.config = config;
  }

  /**
   * Tells of alerts that have opened, are still open, or are over.
   *
   * @return whether they know now; otherwise it is tried again
   */
  boolean tell(List<Alert> alerts) {
    return config.webhook().map(url -> posted(url, alerts)).orElse(true);
  }

  private boolean posted(URI url, List<Alert> alerts) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(message(alerts)));
      config.webhookToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      deaf &= status / 100 != 2;
      return status / 100 == 2 || failed("answered " + status);
    } catch (IOException e) {
      return failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The URL may hold a secret, so it is not named. */
  private boolean failed(String reason) {
    if (!deaf) {
      LOG.warnf(
          "The alerts' webhook %s: it is tried again; check streamify.batch.alerts.webhook",
          reason);
    }
    deaf = true;
    return false;
  }

  private String message(List<Alert> alerts) throws JsonProcessingException {
    boolean firing = alerts.stream().anyMatch(Alert::isOpen);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", "4");
    message.put("groupKey", "streamify");
    message.put("truncatedAlerts", 0);
    message.put("status", firing ? "firing" : "resolved");
    message.put("receiver", "streamify");
    message.put("groupLabels", Map.of());
    message.put("commonLabels", Map.of());
    message.put("commonAnnotations", Map.of());
    message.put("externalURL", "");
    message.put("alerts", alerts.stream().map(this::told).toList());
    return JSON.writeValueAsString(message);
  }

  private Map<String, Object> told(Alert alert) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("status", alert.isOpen() ? "firing" : "resolved");
    told.put(
        "labels",
        Map.of(
            "alertname", alert.name(),
            "severity", alert.severity().toLowerCase(Locale.ROOT),
            "subject", alert.subject()));
    told.put(
        "annotations",
        Map.of(
            "summary",
            alert.cause(),
            "runbook_url",
            config.runbooks() + alert.name().toLowerCase(Locale.ROOT)));
    told.put("startsAt", alert.openedAt().toString());
    told.put("endsAt", alert.resolvedAt().map(Instant::toString).orElse("0001-01-01T00:00:00Z"));
    told.put("generatorURL", "");
    told.put("fingerprint", Integer.toHexString(alert.id().hashCode()));
    return told;
  }
}
