package dev.streamify.batch.health;

import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all tables are there. */
@Readiness
class LakehouseReadiness implements HealthCheck {
  private final BootstrapService bootstrap;

  LakehouseReadiness(BootstrapService bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public HealthCheckResponse call() {
    BootstrapState state = bootstrap.state();
    String detail =
        state instanceof BootstrapState.Pending pending
            ? pending.reason()
            : ((BootstrapState.Done) state).summary();
    return HealthCheckResponse.named("lakehouse")
        .status(state instanceof BootstrapState.Done)
        .withData("tables", detail)
        .build();
  }
}
