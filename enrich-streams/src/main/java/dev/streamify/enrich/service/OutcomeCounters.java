package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.topology.OutcomeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts {@code streamify_enrich_events_total} by stream, outcome and reason. All series exist from
 * the start, so that a rate over them sees the first event too.
 */
@Singleton
class OutcomeCounters implements OutcomeListener {
  private static final String NAME = "streamify.enrich.events";
  private static final String NO_REASON = "none";

  private final Map<String, Counter> enriched = new HashMap<>();
  private final Map<String, Map<RejectReason, Counter>> deadLettered = new HashMap<>();

  @Inject
  OutcomeCounters(EventContract contract, MeterRegistry registry) {
    for (EventStream stream : contract.streams()) {
      enriched.put(stream.name(), counter(registry, stream, "enriched", NO_REASON));
      Map<RejectReason, Counter> byReason = new EnumMap<>(RejectReason.class);
      for (RejectReason reason : RejectReason.values()) {
        byReason.put(reason, counter(registry, stream, "dead_letter", reason.name()));
      }
      deadLettered.put(stream.name(), byReason);
    }
  }

  private static Counter counter(
      MeterRegistry registry, EventStream stream, String outcome, String reason) {
    return Counter.builder(NAME)
        .description("Records processed, also those of transactions that were aborted later.")
        .tag("stream", stream.name())
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }

  @Override
  public void enriched(String stream) {
    enriched.get(stream).increment();
  }

  @Override
  public void deadLettered(String stream, RejectReason reason) {
    deadLettered.get(stream).get(reason).increment();
  }
}
