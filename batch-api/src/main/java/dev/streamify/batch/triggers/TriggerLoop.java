package dev.streamify.batch.triggers;

import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.loops.Loop;
import dev.streamify.batch.loops.Troubles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
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
  private final Troubles troubles = new Troubles(LOG);
  private Optional<Loop> loop = Optional.empty();

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
      loop =
          Optional.of(
              Loop.of(
                      "triggers",
                      config.every(),
                      this::look,
                      troubles,
                      "The triggers cannot be looked at")
                  .start());
    } else {
      LOG.info("Schedules and sensors are off: streamify.batch.triggers.enabled=false");
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    loop.ifPresent(Loop::end);
    troubles.guarded("The triggers' lease stays taken", () -> duties.release(Duty.TRIGGERS));
  }

  private void look() {
    Duration lease = config.every().multipliedBy(MISSED_LOOKS);
    if (!(bootstrap.state() instanceof BootstrapState.Done) || !duties.take(Duty.TRIGGERS, lease)) {
      return;
    }
    // One trigger's trouble is not the others'.
    for (JobDefinition job : jobs.all()) {
      job.triggers()
          .schedule()
          .ifPresent(
              schedule ->
                  troubles.guarded(
                      "The schedule of %s cannot be looked at".formatted(job.name()),
                      () -> schedules.look(job, schedule)));
      job.triggers()
          .sensor()
          .ifPresent(
              sensor ->
                  troubles.guarded(
                      "The sensor of %s cannot be looked at".formatted(job.name()),
                      () -> sensors.look(job, sensor)));
    }
  }
}
