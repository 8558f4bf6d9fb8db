package dev.streamify.enrich.service;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive unless only a restart helps: waiting for Kafka is no reason for one. */
@Liveness
@Singleton
class StreamsLiveness implements HealthCheck {
  private final StreamsLifecycle lifecycle;

  @Inject
  StreamsLiveness(StreamsLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    StreamsStatus status = lifecycle.status();
    return HealthCheckResponse.named("kafka-streams")
        .status(!status.isDead())
        .withData("state", status.describe())
        .build();
  }
}
