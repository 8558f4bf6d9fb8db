package dev.streamify.batch.metrics;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.history.ActiveRun;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.RunState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How runs, their checks, and the engine are doing. */
@Singleton
class RunMetrics {
  private final GaugeSet queued;
  private final GaugeSet running;
  private final GaugeSet leases;
  private final GaugeSet failed;
  private final GaugeSet lastSuccess;
  private final GaugeSet late;
  private final GaugeSet checks;
  private final GaugeSet spark;

  RunMetrics(MeterRegistry registry) {
    this.queued = new GaugeSet(registry, "streamify.batch.runs.queued", "Runs that wait");
    this.running = new GaugeSet(registry, "streamify.batch.runs.running", "Runs that go on");
    this.leases =
        new GaugeSet(registry, "streamify.batch.leases", "Tables that a run has for itself");
    this.failed =
        new GaugeSet(
            registry, "streamify.batch.job.failed", "1 when its newest ended run failed", "job");
    this.lastSuccess =
        new GaugeSet(
            registry,
            "streamify.batch.job.last.success.timestamp.seconds",
            "End of its newest completed run",
            "job");
    this.late =
        new GaugeSet(
            registry,
            "streamify.batch.job.late.seconds",
            "Since when a run is due or goes on for too long",
            "job");
    this.checks =
        new GaugeSet(
            registry,
            "streamify.batch.check.failed",
            "Checks of the newest run that did not hold",
            "table",
            "severity");
    this.spark = new GaugeSet(registry, "streamify.spark.up", "1 when the Spark server answers");
  }

  void update(RunsState state) {
    queued.set(count(state.active(), RunState.Name.QUEUED));
    running.set(count(state.active(), RunState.Name.RUNNING));
    leases.set(state.active().stream().filter(ActiveRun::lease).count());
    state
        .jobs()
        .forEach(
            (job, figures) -> {
              boolean broken = figures.newestEnd().equals(Optional.of(RunState.Name.FAILED));
              failed.set(broken ? 1 : 0, job);
              figures
                  .lastSuccess()
                  .ifPresent(end -> lastSuccess.set(end.toEpochMilli() / 1000.0, job));
              late.set(state.late().getOrDefault(job, Duration.ZERO).toMillis() / 1000.0, job);
            });
    state.checks().forEach(this::checked);
  }

  private void checked(String table, List<CheckResult> results) {
    for (CheckDefinition.Severity severity : CheckDefinition.Severity.values()) {
      checks.set(
          results.stream()
              .filter(result -> result.status() == CheckResult.Status.FAILED)
              .filter(result -> result.severity() == severity)
              .count(),
          table,
          severity.name().toLowerCase(Locale.ROOT));
    }
  }

  private static long count(List<ActiveRun> runs, RunState.Name state) {
    return runs.stream().filter(run -> run.state() == state).count();
  }

  void update(Engine.EngineHealth health) {
    spark.set(health.reachable() ? 1 : 0);
  }
}
