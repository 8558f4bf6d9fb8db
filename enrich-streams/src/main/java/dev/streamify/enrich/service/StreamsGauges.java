package dev.streamify.enrich.service;

import dev.streamify.enrich.topology.StreamsSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Whether records are processed, and by how many threads: {@code streamify_enrich_running} and
 * {@code streamify_enrich_threads}. There from the start of the process, before Kafka is.
 */
@Singleton
class StreamsGauges {
  private static final String THREADS = "streamify.enrich.threads";

  private final StreamsLifecycle lifecycle;
  private final StreamsSettings settings;
  private final MeterRegistry registry;

  @Inject
  StreamsGauges(StreamsLifecycle lifecycle, StreamsSettings settings, MeterRegistry registry) {
    this.lifecycle = lifecycle;
    this.settings = settings;
    this.registry = registry;
  }

  void onStart(@Observes StartupEvent event) {
    Gauge.builder("streamify.enrich.running", () -> lifecycle.status().isReady() ? 1 : 0)
        .description("1 in state RUNNING, else 0.")
        .register(registry);
    threads("alive", () -> lifecycle.status().aliveThreads());
    threads("wanted", settings::threads);
  }

  private void threads(String state, Supplier<Number> count) {
    Gauge.builder(THREADS, count)
        .description("Processing threads.")
        .tag("state", state)
        .register(registry);
  }
}
