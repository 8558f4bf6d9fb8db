package dev.streamify.batch.triggers;

import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which schedules are due without a run having been asked for. */
@Singleton
public class DueSchedules {
  private final JobCatalogue jobs;
  private final TriggerStore store;
  private final TriggersConfig config;
  private final Clock clock;

  DueSchedules(JobCatalogue jobs, TriggerStore store, TriggersConfig config, Clock clock) {
    this.jobs = jobs;
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** For how long they have been due, by job; what is paused, or off, is not due. */
  public Map<String, Duration> overdue() {
    Map<String, Duration> overdue = new TreeMap<>();
    if (!config.enabled()) {
      return overdue;
    }
    Instant now = clock.instant();
    Map<String, TriggerState> states = store.all(TriggerKind.SCHEDULE);
    for (JobDefinition job : jobs.all()) {
      Optional.ofNullable(states.get(job.name()))
          .filter(state -> state.pausedBy().isEmpty())
          .flatMap(state -> due(job, state, now))
          .ifPresent(due -> overdue.put(job.name(), Duration.between(due, now)));
    }
    return overdue;
  }

  private static Optional<Instant> due(JobDefinition job, TriggerState state, Instant now) {
    return job.triggers()
        .schedule()
        .flatMap(schedule -> schedule.lastUpTo(now))
        .filter(due -> state.firedAt().map(due::isAfter).orElse(false))
        .filter(due -> state.changedAt().map(due::isAfter).orElse(true));
  }
}
