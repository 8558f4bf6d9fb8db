package dev.streamify.batch.execution;

import dev.streamify.batch.history.RunLog;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.runs.Journal.Severity;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.tables.LoadedTables;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Notes how attempts of runs ended: in the database, in the run's log, in ours, in the metrics. */
@Singleton
class RunEnds {
  private static final Logger LOG = Logger.getLogger(RunEnds.class);

  private final Replica replica;
  private final RunQueue queue;
  private final RunLog log;
  private final LoadedTables tables;
  private final SilverRowCounters silverRows;
  private final MeterRegistry meters;
  private final CountDownLatch stopping = new CountDownLatch(1);

  RunEnds(
      Replica replica,
      RunQueue queue,
      RunLog log,
      LoadedTables tables,
      SilverRowCounters silverRows,
      MeterRegistry meters) {
    this.tables = tables;
    this.silverRows = silverRows;
    this.replica = replica;
    this.queue = queue;
    this.log = log;
    this.meters = meters;
  }

  /**
   * Notes where a run of this replica stands now. While the database is away it tries on, as nobody
   * else could know; what was published is found again by its snapshot if even that fails.
   */
  void note(Run run) {
    // Before the end is told: who sees it has to find in the tables what the run did to them.
    tables.expire();
    try {
      while (!noted(run) && !stopping.await(1, TimeUnit.SECONDS)) {
        LOG.debugf("Run %s: trying again to note its end", run.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean noted(Run run) {
    try {
      if (queue.leave(replica.id(), run)) {
        tell(run);
      } else {
        LOG.warnf("Run %s was taken over by another replica meanwhile", run.id());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.errorf("Run %s: its end cannot be noted, trying on: %s", run.id(), e.getMessage());
      return false;
    }
  }

  private void tell(Run run) {
    RunState state = run.state();
    String text = text(run);
    Severity severity =
        state instanceof RunState.Failed
            ? Severity.ERROR
            : state instanceof RunState.Queued ? Severity.WARN : Severity.INFO;
    LOG.infof("Run %s of %s: %s", run.id(), run.request().job(), text);
    if (state instanceof RunState.Completed completed) {
      completed.outcome().warnings().forEach(line -> log.append(run.id(), Severity.WARN, line));
    }
    log.append(run.id(), severity, text);
    state
        .finished()
        .ifPresent(end -> count(run, Duration.between(state.started().orElse(end), end)));
  }

  private void count(Run run, Duration took) {
    silverRows.count(run);
    meters
        .timer(
            "streamify.batch.runs", "job", run.request().job(), "state", run.state().name().name())
        .record(took);
  }

  private static String text(Run run) {
    RunState state = run.state();
    if (state instanceof RunState.Completed completed) {
      long tookMs = Duration.between(completed.startedAt(), completed.finishedAt()).toMillis();
      return "completed after %d ms: %s".formatted(tookMs, completed.outcome().metrics());
    }
    if (state instanceof RunState.Failed failed) {
      return "failed, %s: %s%s"
          .formatted(failed.error().code().text(), failed.error().message(), said(failed.error()));
    }
    if (state instanceof RunState.Aborted aborted) {
      return "aborted: " + aborted.reason();
    }
    Instant next = ((RunState.Queued) state).notBefore().orElseThrow();
    RunError error = run.attempts().get(run.attempts().size() - 1).error();
    return "attempt %d came to nothing, %s: %s; the next one is at %s"
        .formatted(run.attempts().size(), error.code().text(), error.message(), next);
  }

  private static String said(RunError error) {
    return error.cause().map(cause -> "\n" + cause.exception() + ": " + cause.message()).orElse("");
  }

  /** The service ends: nobody waits any longer. */
  void stop() {
    stopping.countDown();
  }
}
