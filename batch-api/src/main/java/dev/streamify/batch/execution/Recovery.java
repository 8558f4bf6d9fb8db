package dev.streamify.batch.execution;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunState;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds out what became of runs whose replica died. A run that was published is completed; any
 * other is kept from ever being published and then runs once more, or ends.
 */
@Singleton
class Recovery {
  private static final Logger LOG = Logger.getLogger(Recovery.class);

  private final JobCatalogue jobs;
  private final Map<JobDefinition.Kind, JobTask> tasks;
  private final Engine engine;
  private final RunQueue queue;
  private final RunEnds ends;
  private final RunEnd end;
  private final Replica replica;
  private final Clock clock;

  Recovery(
      JobCatalogue jobs,
      @All List<JobTask> tasks,
      Engine engine,
      RunQueue queue,
      RunEnds ends,
      RunsConfig config,
      Replica replica,
      Clock clock) {
    this.jobs = jobs;
    this.tasks = tasks.stream().collect(Collectors.toMap(JobTask::kind, Function.identity()));
    this.engine = engine;
    this.queue = queue;
    this.ends = ends;
    this.end = new RunEnd(clock, config.maxRestarts());
    this.replica = replica;
    this.clock = clock;
  }

  /**
   * Settles a run that nobody executes any more. When the catalog is away, the next call tries
   * again.
   *
   * @param run running, as the database has it
   */
  void settle(Run run) {
    String worker = ((RunState.Running) run.state()).worker();
    queue.takeOver(run, worker, replica.id()).ifPresent(this::settleTaken);
  }

  private void settleTaken(Run run) {
    endOnEngine(run);
    Optional<JobDefinition> job = jobs.job(run.request().job());
    Optional<Long> published = job.flatMap(known -> tasks.get(known.kind()).settle(run, known));
    RunState.Running running = (RunState.Running) run.state();
    if (published.isPresent()) {
      ends.note(run.with(running.complete(clock.instant(), outcome(running, published.get()))));
    } else if (run.cancelledBy().isPresent()) {
      ends.note(end.cancelled(run, run.cancelledBy().get()));
    } else {
      ends.note(
          end.interrupted(
              run,
              "the replica of the service that executed the run ended; nothing was published"));
    }
  }

  private static RunOutcome outcome(RunState.Running running, long published) {
    return running
        .publishing()
        .orElseGet(
            () ->
                new RunOutcome(
                    Map.of(),
                    List.of(),
                    Optional.of(published),
                    List.of("the replica that executed the run ended; its metrics are lost"),
                    List.of(),
                    Optional.empty()));
  }

  // A statement left to itself would only cost: its branch is never published.
  private void endOnEngine(Run run) {
    try {
      engine.abandon(RunContext.sessionOf(run));
    } catch (EngineException e) {
      LOG.debugf(e, "Run %s: its session on the engine could not be ended", run.id());
    }
  }
}
