package dev.streamify.batch.alerts;

import dev.streamify.batch.http.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people were told of. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
public class AlertsResource {
  private static final int MOST_RESOLVED = 200;

  private final AlertStore store;
  private final AlertsConfig config;

  AlertsResource(AlertStore store, AlertsConfig config) {
    this.store = store;
    this.config = config;
  }

  /** Alerts. */
  @GET
  @Operation(
      summary =
          "Open alerts, the oldest first; with state=resolved those that are over, the newest")
  public AlertList list(
      @Parameter(description = "open or resolved; open when absent", example = "open")
          @QueryParam("state")
          Optional<String> state) {
    List<Alert> alerts =
        switch (state.orElse("open")) {
          case "open" -> store.open();
          case "resolved" -> store.resolved(MOST_RESOLVED);
          default ->
              throw ApiException.invalid(
                  "state must be open or resolved, found '%s'".formatted(state.get()));
        };
    return new AlertList(alerts.stream().map(this::view).toList());
  }

  private AlertView view(Alert alert) {
    return new AlertView(
        alert.name(),
        alert.severity(),
        alert.subject().isEmpty() ? Optional.empty() : Optional.of(alert.subject()),
        alert.cause(),
        alert.openedAt(),
        alert.resolvedAt(),
        config.runbooks() + alert.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Alerts.
   *
   * @param alerts in the order of their time
   */
  public record AlertList(List<AlertView> alerts) {}

  /**
   * An alert.
   *
   * @param name what it is; the same name as in Prometheus
   * @param severity CRITICAL or WARNING
   * @param subject the stream, sink, table or job that it is about; absent for the platform
   * @param cause what was seen last, and what to do
   * @param openedAt since when, UTC
   * @param resolvedAt until when, UTC; absent while it is open
   * @param runbook where it is said what it means
   */
  public record AlertView(
      String name,
      String severity,
      Optional<String> subject,
      String cause,
      Instant openedAt,
      Optional<Instant> resolvedAt,
      String runbook) {}
}
