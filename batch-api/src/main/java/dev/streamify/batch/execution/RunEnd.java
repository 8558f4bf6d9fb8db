package dev.streamify.batch.execution;

import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Attempt;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What follows when an attempt of a run came to nothing: another one, or the run's end. */
final class RunEnd {
  private final Clock clock;
  private final int maxRestarts;

  RunEnd(Clock clock, int maxRestarts) {
    this.clock = clock;
    this.maxRestarts = maxRestarts;
  }

  /**
   * The attempt failed.
   *
   * @param run the run, running
   * @param job its job
   */
  Run failed(Run run, JobDefinition job, RunError error, List<CheckResult> checks) {
    RunState.Running running = (RunState.Running) run.state();
    Instant now = clock.instant();
    long failures = 1 + run.attempts().stream().filter(RunEnd::failedByItself).count();
    if (!error.code().isPassing() || failures >= job.retry().attempts()) {
      return run.with(running.fail(now, error, checks));
    }
    Instant next = now.plus(job.retry().pauseAfter(Math.toIntExact(failures)));
    return run.after(new Attempt(running.startedAt(), now, error)).with(running.retry(next));
  }

  /** The replica died or ended; it was not the attempt's fault, as far as anybody knows. */
  Run interrupted(Run run, String message) {
    RunState.Running running = (RunState.Running) run.state();
    Instant now = clock.instant();
    RunError error = RunError.of(RunError.Code.ABANDONED, message);
    long restarts = run.attempts().stream().filter(attempt -> !failedByItself(attempt)).count();
    return restarts >= maxRestarts
        ? run.with(running.fail(now, error, List.of()))
        : run.after(new Attempt(running.startedAt(), now, error)).with(running.retry(now));
  }

  /** Somebody cancelled it. */
  Run cancelled(Run run, String by) {
    return run.with(((RunState.Running) run.state()).abort(clock.instant(), "cancelled by " + by));
  }

  private static boolean failedByItself(Attempt attempt) {
    return attempt.error().code() != RunError.Code.ABANDONED;
  }
}
