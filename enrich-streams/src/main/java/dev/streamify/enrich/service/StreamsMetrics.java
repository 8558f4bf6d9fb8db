package dev.streamify.enrich.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** Publishes Kafka's own metrics of the client, under the names that dashboards know. */
@Singleton
class StreamsMetrics {
  private final MeterRegistry registry;
  private Optional<KafkaStreamsMetrics> bound = Optional.empty();

  @Inject
  StreamsMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Publishes what there is now, in place of what was there before. */
  synchronized void bind(KafkaStreams streams) {
    close();
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
    bound = Optional.of(metrics);
  }

  synchronized void close() {
    bound.ifPresent(KafkaStreamsMetrics::close);
    bound = Optional.empty();
  }
}
