package dev.streamify.enrich.service;

import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.topology.OutcomeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The meters of one stream: {@code streamify_enrich_received_total}, {@code
 * streamify_enrich_latency_seconds} and {@code streamify_enrich_events_total} by outcome and
 * reason. A record costs two updates of meters that were looked up when the topology was built,
 * about 65 ns without allocation or lock: received records are the latencies' count, not one more
 * counter.
 */
final class StreamMeters implements OutcomeListener {
  private static final String NO_REASON = "none";

  /** From one record after the other to a service that was away for minutes. */
  private static final Duration[] LATENCY_BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5)
  };

  private final Timer latency;
  private final Counter enriched;
  private final Map<RejectReason, Counter> deadLettered = new EnumMap<>(RejectReason.class);

  StreamMeters(String stream, MeterRegistry registry) {
    latency =
        Timer.builder("streamify.enrich.latency")
            .description("From a raw record's timestamp to its processing.")
            .tag("stream", stream)
            .serviceLevelObjectives(LATENCY_BUCKETS)
            .register(registry);
    FunctionCounter.builder("streamify.enrich.received", latency, Timer::count)
        .description("Raw records taken up.")
        .tag("stream", stream)
        .register(registry);
    enriched = counter(registry, stream, "enriched", NO_REASON);
    for (RejectReason reason : RejectReason.values()) {
      deadLettered.put(reason, counter(registry, stream, "dead_letter", reason.name()));
    }
  }

  private static Counter counter(
      MeterRegistry registry, String stream, String outcome, String reason) {
    return Counter.builder("streamify.enrich.events")
        .description("Records processed, also those of transactions that were aborted later.")
        .tag("stream", stream)
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }

  @Override
  public void received(long ageMs) {
    latency.record(ageMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void enriched() {
    enriched.increment();
  }

  @Override
  public void deadLettered(RejectReason reason) {
    deadLettered.get(reason).increment();
  }
}
