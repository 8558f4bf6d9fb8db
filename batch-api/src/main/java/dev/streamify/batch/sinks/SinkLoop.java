package dev.streamify.batch.sinks;

import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at Connect every few seconds; one replica at a time sees to failed tasks. */
@Singleton
class SinkLoop {
  private static final Logger LOG = Logger.getLogger(SinkLoop.class);
  private static final int MISSED_LOOKS = 4;

  private final SinkStates states;
  private final SinkRestarts restarts;
  private final Duties duties;
  private final ConnectConfig config;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private String trouble = "";

  SinkLoop(SinkStates states, SinkRestarts restarts, Duties duties, ConnectConfig config) {
    this.states = states;
    this.restarts = restarts;
    this.duties = duties;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      Thread thread = new Thread(this::lookAgainAndAgain, "sinks");
      thread.setDaemon(true);
      thread.start();
    } else {
      LOG.info("Kafka Connect is not looked at: streamify.batch.connect.enabled=false");
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping.countDown();
    guarded(() -> duties.release(Duty.SINKS));
  }

  private void lookAgainAndAgain() {
    try {
      do {
        guarded(this::look);
      } while (!stopping.await(config.every().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    ConnectSnapshot snapshot = states.look();
    tell(snapshot.trouble().orElse(""));
    if (config.restartFailedTasks() && snapshot.isUp() && duties.take(Duty.SINKS, lease())) {
      restarts.look(snapshot);
    }
  }

  /** Outlives some looks that take as long as they may. */
  private Duration lease() {
    return config.every().plus(config.timeout()).multipliedBy(MISSED_LOOKS);
  }

  // The database may be away.
  private void guarded(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      tell("the sinks cannot be looked at: " + e.getMessage());
      LOG.debug("Looking at the sinks failed", e);
    }
  }

  private synchronized void tell(String now) {
    if (!now.equals(trouble)) {
      if (now.isEmpty()) {
        LOG.info("Kafka Connect answers again");
      } else {
        LOG.warnf("Trying on: %s", now);
      }
      trouble = now;
    }
  }
}
