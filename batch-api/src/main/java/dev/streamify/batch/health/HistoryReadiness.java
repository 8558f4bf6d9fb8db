package dev.streamify.batch.health;

import dev.streamify.batch.database.DatabaseUnavailableException;
import dev.streamify.batch.execution.Replica;
import dev.streamify.batch.history.RunStore;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as the history of runs can be asked: nothing can be asked for without it. */
@Readiness
class HistoryReadiness implements HealthCheck {
  private final RunStore runs;
  private final Replica replica;

  HistoryReadiness(RunStore runs, Replica replica) {
    this.runs = runs;
    this.replica = replica;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("history").withData("replica", replica.id());
    try {
      return answer.up().withData("running_here", runs.runningOn(replica.id()).size()).build();
    } catch (DatabaseUnavailableException away) {
      return answer.down().withData("detail", away.getMessage()).build();
    }
  }
}
