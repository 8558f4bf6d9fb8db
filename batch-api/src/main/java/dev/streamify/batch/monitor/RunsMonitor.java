package dev.streamify.batch.monitor;

import dev.streamify.batch.history.ActiveRun;
import dev.streamify.batch.history.JobFigures;
import dev.streamify.batch.history.RunFigures;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.triggers.DueSchedules;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the runs in the database. */
@Singleton
class RunsMonitor {
  private final JobCatalogue jobs;
  private final RunFigures figures;
  private final RunStore runs;
  private final DueSchedules schedules;
  private final MonitorConfig config;
  private final Clock clock;

  RunsMonitor(
      JobCatalogue jobs,
      RunFigures figures,
      RunStore runs,
      DueSchedules schedules,
      MonitorConfig config,
      Clock clock) {
    this.jobs = jobs;
    this.figures = figures;
    this.runs = runs;
    this.schedules = schedules;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Takes a look.
   *
   * @throws dev.streamify.batch.database.DatabaseUnavailableException when the database is away
   */
  RunsState look() {
    Map<String, JobFigures> found = new TreeMap<>();
    Map<String, List<CheckResult>> checks = new TreeMap<>();
    Map<String, Map<String, Object>> reconciled = new TreeMap<>();
    for (JobDefinition job : jobs.all()) {
      found.put(job.name(), figures.of(job.name()));
      if (!job.checks().isEmpty()) {
        job.output().ifPresent(table -> checks.put(table, checks(job)));
      }
      if (job.kind() == JobDefinition.Kind.RECONCILE) {
        figures.newestWhole(job.name()).ifPresent(run -> reconciled.putAll(reconciled(run)));
      }
    }
    List<ActiveRun> active = figures.active();
    return new RunsState(found, active, late(active), checks, reconciled);
  }

  private List<CheckResult> checks(JobDefinition job) {
    return runs.checked(job.name(), 1).stream()
        .flatMap(run -> run.state().checks().stream())
        .toList();
  }

  private Map<String, Duration> late(List<ActiveRun> active) {
    Map<String, Duration> late = new TreeMap<>(schedules.overdue());
    for (ActiveRun run : active) {
      Duration allowed = run.state() == RunState.Name.RUNNING ? config.longestRun() : Duration.ZERO;
      Duration over = Duration.between(run.since(), clock.instant()).minus(allowed);
      // What waits for its turn in a backfill is not late.
      boolean waitsByDesign = run.state() == RunState.Name.QUEUED && run.part();
      if (!waitsByDesign && !over.isNegative()) {
        late.merge(run.job(), over, (one, other) -> one.compareTo(other) >= 0 ? one : other);
      }
    }
    return late;
  }

  private static Map<String, Map<String, Object>> reconciled(Run run) {
    Map<String, Map<String, Object>> streams = new TreeMap<>();
    if (run.state() instanceof RunState.Completed completed) {
      Optional<Object> told = completed.outcome().result().map(result -> result.get("streams"));
      if (told.isPresent() && told.get() instanceof Map<?, ?> byStream) {
        byStream.forEach((stream, counts) -> streams.put(String.valueOf(stream), counts(counts)));
      }
    }
    return streams;
  }

  private static Map<String, Object> counts(Object counts) {
    Map<String, Object> copy = new TreeMap<>();
    if (counts instanceof Map<?, ?> map) {
      map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    return copy;
  }
}
