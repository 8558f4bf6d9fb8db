package dev.streamify.batch.sinks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Restarts what failed, as {@link Restarts} decides. */
@Singleton
class SinkRestarts {
  private static final Logger LOG = Logger.getLogger(SinkRestarts.class);

  private final ConnectClient client;
  private final RestartPolicy policy;
  private final MeterRegistry meters;
  private final AtomicReference<Restarts> restarts = new AtomicReference<>(Restarts.NONE);

  SinkRestarts(ConnectClient client, ConnectConfig config, MeterRegistry meters) {
    this.client = client;
    this.policy =
        new RestartPolicy(
            config.restart().firstPause(),
            config.restart().longestPause(),
            config.restart().tries(),
            config.restart().forgottenAfter());
    this.meters = meters;
  }

  /** What was done so far. */
  Restarts soFar() {
    return restarts.get();
  }

  /** Somebody has restarted it by hand: it has all its tries again. */
  void forget(String connector) {
    restarts.updateAndGet(known -> known.without(connector));
  }

  /** Restarts what is due. */
  void look(ConnectSnapshot snapshot) {
    Restarts.Decision decision = restarts.get().after(snapshot, policy);
    restarts.set(decision.next());
    decision.due().forEach(this::restart);
    decision
        .givenUp()
        .forEach(
            part ->
                LOG.errorf(
                    "%s failed again after %d restarts and is left so: mend the cause in its trace,"
                        + " then POST /api/v1/sinks/%s/restart",
                    part, policy.tries(), part.connector()));
  }

  private void restart(Restarts.Part part) {
    LOG.warnf("%s has failed and is restarted", part);
    try {
      if (part.task().isPresent()) {
        client.restartTask(part.connector(), part.task().get());
        restarted(meters, part.connector()).increment();
      } else {
        client.restartConnector(part.connector());
      }
    } catch (ConnectException e) {
      LOG.warnf("%s was not restarted, trying on: %s", part, e.getMessage());
    }
  }

  static Counter restarted(MeterRegistry meters, String connector) {
    return Counter.builder("streamify.connector.task.restarts")
        .description("Failed tasks that were restarted")
        .tag("connector", connector)
        .register(meters);
  }
}
