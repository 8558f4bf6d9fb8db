package dev.streamify.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.bench.platform.BatchClient;
import dev.streamify.bench.report.DrillReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What people are told of from a moment on. */
final class Alerts {
  private final BatchClient batch;
  private final Clock clock;
  private Instant from = Instant.MAX;

  Alerts(BatchClient batch, Clock clock) {
    this.batch = batch;
    this.clock = clock;
  }

  /** From now on, unless it began before. */
  void from() {
    from = from.equals(Instant.MAX) ? clock.instant() : from;
  }

  /** Open ones and those that are over, the oldest first. */
  List<DrillReport.Told> told() {
    List<DrillReport.Told> told = new ArrayList<>();
    for (String state : List.of("open", "resolved")) {
      for (JsonNode alert : batch.get("/api/v1/alerts?state=" + state).path("alerts")) {
        Instant opened = Instant.parse(alert.path("opened_at").asText());
        if (!opened.isBefore(from)) {
          told.add(
              new DrillReport.Told(
                  alert.path("name").asText(),
                  alert.path("subject").asText(""),
                  alert.path("cause").asText(),
                  Duration.between(from, opened).toMillis() / 1_000.0));
        }
      }
    }
    told.sort(Comparator.comparingDouble(DrillReport.Told::afterS));
    return told;
  }
}
