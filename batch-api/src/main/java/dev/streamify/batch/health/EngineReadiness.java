package dev.streamify.batch.health;

import dev.streamify.batch.engine.Engine;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether Spark answers. The service is ready without it – tables and runs can be looked at,
 * runs can be asked for – so this is never down, but degraded.
 */
@Readiness
class EngineReadiness implements HealthCheck {
  private final Engine engine;

  EngineReadiness(Engine engine) {
    this.engine = engine;
  }

  @Override
  public HealthCheckResponse call() {
    Engine.EngineHealth health = engine.health();
    return HealthCheckResponse.named("spark")
        .up()
        .withData("state", health.reachable() ? "up" : "degraded")
        .withData("detail", health.detail())
        .build();
  }
}
