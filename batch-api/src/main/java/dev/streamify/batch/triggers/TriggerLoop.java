package dev.streamify.batch.triggers;

import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks at all triggers every few seconds, on one replica at a time. Even if two looked at once, no
 * run would be asked for twice: its key names the occasion.
 */
@Singleton
class TriggerLoop {
  private static final Logger LOG = Logger.getLogger(TriggerLoop.class);
  private static final int MISSED_LOOKS = 4;

  private final JobCatalogue jobs;
  private final ScheduleTrigger schedules;
  private final SensorTrigger sensors;
  private final Duties duties;
  private final BootstrapService bootstrap;
  private final TriggersConfig config;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<String, String> troubles = new HashMap<>();

  TriggerLoop(
      JobCatalogue jobs,
      ScheduleTrigger schedules,
      SensorTrigger sensors,
      Duties duties,
      BootstrapService bootstrap,
      TriggersConfig config) {
    this.jobs = jobs;
    this.schedules = schedules;
    this.sensors = sensors;
    this.duties = duties;
    this.bootstrap = bootstrap;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      Thread thread = new Thread(this::lookAgainAndAgain, "triggers");
      thread.setDaemon(true);
      thread.start();
    } else {
      LOG.info("Schedules and sensors are off: streamify.batch.triggers.enabled=false");
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping.countDown();
    guarded("lease", () -> duties.release(Duty.TRIGGERS));
  }

  private void lookAgainAndAgain() {
    try {
      do {
        guarded("lease", this::look);
      } while (!stopping.await(config.every().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Duration lease = config.every().multipliedBy(MISSED_LOOKS);
    if (!(bootstrap.state() instanceof BootstrapState.Done) || !duties.take(Duty.TRIGGERS, lease)) {
      return;
    }
    for (JobDefinition job : jobs.all()) {
      job.triggers()
          .schedule()
          .ifPresent(
              schedule ->
                  guarded("schedule of " + job.name(), () -> schedules.look(job, schedule)));
      job.triggers()
          .sensor()
          .ifPresent(sensor -> guarded("sensor of " + job.name(), () -> sensors.look(job, sensor)));
    }
  }

  // The catalog or the database may be away; one trigger's trouble is not the others'.
  private void guarded(String what, Runnable look) {
    try {
      look.run();
      troubles.remove(what);
    } catch (RuntimeException e) {
      String trouble = String.valueOf(e.getMessage());
      if (!trouble.equals(troubles.put(what, trouble))) {
        LOG.warnf("The %s cannot be looked at, trying on: %s", what, trouble);
        LOG.debug("Looking at a trigger failed", e);
      }
    }
  }
}
