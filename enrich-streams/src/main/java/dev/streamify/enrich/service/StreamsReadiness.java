package dev.streamify.enrich.service;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the topology runs. */
@Readiness
@Singleton
class StreamsReadiness implements HealthCheck {
  private final StreamsLifecycle lifecycle;

  @Inject
  StreamsReadiness(StreamsLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    StreamsStatus status = lifecycle.status();
    return HealthCheckResponse.named("kafka-streams")
        .status(status.isReady())
        .withData("state", status.describe())
        .build();
  }
}
