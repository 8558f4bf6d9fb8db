package dev.streamify.batch.metrics;

import dev.streamify.batch.history.RunsState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the newest reconciliation of everything counted. */
@Singleton
class ReconciliationMetrics {
  /** What reconciliation counts, by the name under which it is told here. */
  private static final Map<String, String> COUNTED =
      Map.of(
          "enriched", "bronze_rows",
          "dead_letter", "dead_letters",
          "silver", "silver_rows",
          "duplicate", "duplicates",
          "collision", "collisions",
          "hole", "missing_offsets",
          "double_delivery", "doubled_deliveries");

  private final GaugeSet records;
  private final GaugeSet consistent;

  ReconciliationMetrics(MeterRegistry registry) {
    this.records =
        new GaugeSet(
            registry,
            "streamify.reconciliation.records",
            "As the newest reconciliation counted",
            "stream",
            "outcome");
    this.consistent =
        new GaugeSet(
            registry, "streamify.reconciliation.consistent", "1 when its counts fit", "stream");
  }

  void update(RunsState state) {
    state
        .reconciled()
        .forEach(
            (stream, counts) -> {
              COUNTED.forEach(
                  (outcome, name) -> {
                    if (counts.get(name) instanceof Number counted) {
                      records.set(counted.doubleValue(), stream, outcome);
                    }
                  });
              consistent.set(Boolean.TRUE.equals(counts.get("consistent")) ? 1 : 0, stream);
            });
  }
}
