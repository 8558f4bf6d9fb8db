package dev.streamify.enrich.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Publishes Kafka's own metrics of the client and of its consumers and producers, under the names
 * that dashboards know. They are bound once for the client's life: what comes and goes with tasks
 * and partitions follows within {@link #REFRESH}, and nothing vanishes from a scrape meanwhile.
 */
@Singleton
class StreamsMetrics {
  /** Looking at a few thousand names takes less than a millisecond. */
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private Optional<ScheduledExecutorService> refresher = Optional.empty();
  private Optional<KafkaStreamsMetrics> bound = Optional.empty();

  @Inject
  StreamsMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Publishes the client's metrics until {@link #close}. */
  synchronized void bind(KafkaStreams streams) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "kafka-metrics");
              thread.setDaemon(true);
              return thread;
            });
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams, Tags.empty(), executor, REFRESH);
    metrics.bindTo(registry);
    refresher = Optional.of(executor);
    bound = Optional.of(metrics);
  }

  synchronized void close() {
    refresher.ifPresent(ScheduledExecutorService::shutdownNow);
    bound.ifPresent(KafkaStreamsMetrics::close);
    refresher = Optional.empty();
    bound = Optional.empty();
  }
}
