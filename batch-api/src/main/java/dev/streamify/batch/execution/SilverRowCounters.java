package dev.streamify.batch.execution;

import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunState;
import dev.streamify.contract.EventStream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Counts what silver runs did with the rows of bronze that were new to them. Runs that make dates
 * anew read rows again that were counted before, so they do not count.
 */
@Singleton
class SilverRowCounters {
  /** A run's metric, by the outcome under which it is told. */
  private static final Map<String, String> OUTCOMES =
      Map.of("written", "rows_inserted", "duplicate", "duplicates", "collision", "collisions");

  private final JobCatalogue jobs;
  private final MeterRegistry meters;

  SilverRowCounters(JobCatalogue jobs, MeterRegistry meters) {
    this.jobs = jobs;
    this.meters = meters;
    // All series exist from the start, so that a rate over them sees the first rows too.
    jobs.all().stream()
        .filter(job -> job.kind() == JobDefinition.Kind.DEDUPLICATE)
        .flatMap(job -> job.stream().stream())
        .forEach(stream -> OUTCOMES.keySet().forEach(outcome -> counter(stream, outcome)));
  }

  private Counter counter(EventStream stream, String outcome) {
    return Counter.builder("streamify.silver.rows")
        .description("Rows of bronze that silver runs of this process dealt with")
        .tag("stream", stream.name())
        .tag("outcome", outcome)
        .register(meters);
  }

  /** Counts what a run did that has ended. */
  void count(Run run) {
    if (run.state() instanceof RunState.Completed completed
        && run.request().mode() == RunMode.INCREMENTAL
        && run.request().range().isAll()) {
      jobs.job(run.request().job())
          .filter(job -> job.kind() == JobDefinition.Kind.DEDUPLICATE)
          .flatMap(JobDefinition::stream)
          .ifPresent(stream -> count(stream, completed.outcome().metrics()));
    }
  }

  private void count(EventStream stream, Map<String, Long> metrics) {
    OUTCOMES.forEach(
        (outcome, metric) -> counter(stream, outcome).increment(metrics.getOrDefault(metric, 0L)));
  }
}
