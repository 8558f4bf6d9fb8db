package dev.streamify.batch.execution;

import dev.streamify.batch.history.RunLog;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.Journal;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunErrors;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.runs.RunStopped;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Executes runs that this replica has taken, each on the thread of its caller. */
@Singleton
class RunExecution {
  private static final Logger LOG = Logger.getLogger(RunExecution.class);
  private static final String RUN = "run_id";
  private static final String CORRELATION = "correlation_id";

  private final JobCatalogue jobs;
  private final Map<JobDefinition.Kind, JobTask> tasks;
  private final Replica replica;
  private final RunQueue queue;
  private final RunStore store;
  private final RunLog log;
  private final RunEnds ends;
  private final RunEnd end;
  private final Clock clock;
  private final Map<RunId, RunContext> executing = new ConcurrentHashMap<>();

  RunExecution(
      JobCatalogue jobs,
      @All List<JobTask> tasks,
      Replica replica,
      RunQueue queue,
      RunStore store,
      RunLog log,
      RunEnds ends,
      RunsConfig config,
      Clock clock) {
    this.jobs = jobs;
    this.tasks = tasks.stream().collect(Collectors.toMap(JobTask::kind, Function.identity()));
    this.replica = replica;
    this.queue = queue;
    this.store = store;
    this.log = log;
    this.ends = ends;
    this.end = new RunEnd(clock, config.maxRestarts());
    this.clock = clock;
  }

  /** Prepares the execution of a run that was taken. */
  RunContext prepare(Run run) {
    RunContext context =
        new RunContext(run, new DurableJournal(run, replica.id(), queue, store, log), clock);
    executing.put(run.id(), context);
    return context;
  }

  /** Executes a prepared run and notes its end. */
  void execute(Run run, RunContext context) {
    MDC.put(RUN, run.id().value());
    MDC.put(CORRELATION, run.correlationId());
    try {
      log(
          run,
          "started, attempt %d, correlation id %s".formatted(run.attempt(), run.correlationId()));
      attempt(run, context).ifPresent(ends::note);
    } finally {
      executing.remove(run.id());
      MDC.remove(CORRELATION);
      MDC.remove(RUN);
    }
  }

  private void log(Run run, String text) {
    try {
      log.append(run.id(), Journal.Severity.INFO, text);
    } catch (RuntimeException e) {
      LOG.debugf(e, "Run %s: a line is lost", run.id());
    }
  }

  // Whatever a job throws, declared or not, ends its attempt and never leaves it running for ever.
  private Optional<Run> attempt(Run run, RunContext context) {
    Optional<JobDefinition> job = jobs.job(run.request().job());
    if (job.isEmpty()) {
      return Optional.of(unknown(run));
    }
    try {
      RunOutcome outcome = tasks.get(job.get().kind()).execute(context, job.get());
      return Optional.of(
          run.with(((RunState.Running) run.state()).complete(clock.instant(), outcome)));
    } catch (RunStopped stopped) {
      return stopped(run, stopped.reason());
    } catch (Exception | LinkageError e) {
      return context.stopped().isPresent()
          ? stopped(run, context.stopped().get())
          : Optional.of(failed(run, job.get(), e));
    }
  }

  private Run unknown(Run run) {
    return run.with(
        ((RunState.Running) run.state())
            .fail(
                clock.instant(),
                RunError.of(
                    RunError.Code.UNUSABLE_SETTING,
                    "this version has no job '%s': ask for one of GET /api/v1/jobs"
                        .formatted(run.request().job())),
                List.of()));
  }

  private Optional<Run> stopped(Run run, RunStopped.Reason reason) {
    Optional<String> cancelledBy = store.find(run.id()).flatMap(Run::cancelledBy);
    if (cancelledBy.isPresent()) {
      return Optional.of(end.cancelled(run, cancelledBy.get()));
    }
    return reason == RunStopped.Reason.SHUTDOWN
        ? Optional.of(end.interrupted(run, "the service was stopped during the run"))
        : Optional.empty();
  }

  private Run failed(Run run, JobDefinition job, Throwable failure) {
    RunError error = RunErrors.of(failure);
    if (error.code() == RunError.Code.INTERNAL) {
      LOG.errorf(failure, "Run %s failed", run.id());
    }
    List<CheckResult> checks = failure instanceof RunFailure known ? known.checks() : List.of();
    return end.failed(run, job, error, checks);
  }

  /** Runs that this replica executes just now. */
  Set<RunId> executing() {
    return Set.copyOf(executing.keySet());
  }

  /** Interrupts a run if this replica executes it. */
  void stop(RunId run, RunStopped.Reason reason) {
    Optional.ofNullable(executing.get(run)).ifPresent(context -> context.stop(reason));
  }
}
