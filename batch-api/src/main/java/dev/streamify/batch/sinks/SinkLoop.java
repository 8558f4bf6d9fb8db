package dev.streamify.batch.sinks;

import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import dev.streamify.batch.loops.Loop;
import dev.streamify.batch.loops.Troubles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at Connect every few seconds; one replica at a time sees to failed tasks. */
@Singleton
class SinkLoop {
  private static final Logger LOG = Logger.getLogger(SinkLoop.class);
  private static final int MISSED_LOOKS = 4;
  private static final String AWAY = "Kafka Connect does not answer";

  private final SinkStates states;
  private final SinkRestarts restarts;
  private final Duties duties;
  private final ConnectConfig config;
  private final Troubles troubles = new Troubles(LOG);
  private Optional<Loop> loop = Optional.empty();

  SinkLoop(SinkStates states, SinkRestarts restarts, Duties duties, ConnectConfig config) {
    this.states = states;
    this.restarts = restarts;
    this.duties = duties;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      loop =
          Optional.of(
              Loop.of(
                      "sinks",
                      config.every(),
                      this::look,
                      troubles,
                      "The sinks cannot be looked at")
                  .start());
    } else {
      LOG.info("Kafka Connect is not looked at: streamify.batch.connect.enabled=false");
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    loop.ifPresent(Loop::end);
    troubles.guarded("The sinks' lease stays taken", () -> duties.release(Duty.SINKS));
  }

  private void look() {
    ConnectSnapshot snapshot = states.look();
    snapshot.trouble().ifPresentOrElse(why -> troubles.tell(AWAY, why), () -> troubles.over(AWAY));
    if (config.restartFailedTasks() && snapshot.isUp() && duties.take(Duty.SINKS, lease())) {
      restarts.look(snapshot);
    }
  }

  /** Outlives some looks that take as long as they may. */
  private Duration lease() {
    return config.every().plus(config.timeout()).multipliedBy(MISSED_LOOKS);
  }
}
