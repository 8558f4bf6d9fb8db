package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.settings.EnvironmentProperties;
import dev.streamify.enrich.topology.StreamsSettings;
import dev.streamify.enrich.topology.ThreadFailurePolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** What the life cycle is made of; each can be replaced by another bean. */
final class StreamsBeans {
  private static final Logger LOG = Logger.getLogger(StreamsBeans.class);

  @Produces
  @Singleton
  EventContract contract() {
    return EventContract.standard();
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  StreamsSettings settings(EnrichConfig config) {
    return config.toStreamsSettings(
        EnvironmentProperties.of(System.getenv(), EnvironmentProperties.KAFKA_PREFIX));
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler failurePolicy(Clock clock, MeterRegistry registry) {
    Counter failures =
        Counter.builder("streamify.enrich.thread.failures")
            .description("Processing threads that died.")
            .register(registry);
    return new ThreadFailurePolicy(
        clock,
        (failure, replaced) -> {
          failures.increment();
          LOG.errorf(
              "a processing thread died (%s) and %s",
              failure, replaced ? "is replaced" : "the client stops: restart the process");
        });
  }
}
