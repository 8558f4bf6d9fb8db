package dev.streamify.batch.control;

import dev.streamify.batch.execution.QueueListener;
import dev.streamify.batch.execution.RunsConfig;
import dev.streamify.batch.history.RunLog;
import dev.streamify.batch.history.RunPlan;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.runs.Journal;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Takes requests: puts runs into the queue, ends them, takes up what is left of them. */
@Singleton
public class RunRequests {
  private final RunQueue queue;
  private final RunStore store;
  private final RunLog log;
  private final RunPlanner planner;
  private final JobCatalogue jobs;
  private final QueueListener dispatcher;
  private final RunsConfig config;

  RunRequests(
      RunQueue queue,
      RunStore store,
      RunLog log,
      RunPlanner planner,
      JobCatalogue jobs,
      QueueListener dispatcher,
      RunsConfig config) {
    this.queue = queue;
    this.store = store;
    this.log = log;
    this.planner = planner;
    this.jobs = jobs;
    this.dispatcher = dispatcher;
    this.config = config;
  }

  /**
   * Puts a run into the queue, unless one was asked for under the same key.
   *
   * @param key the caller's own name of the request
   */
  public Submission submit(RunPlan plan, Optional<String> key) {
    RunPlan named = new RunPlan(plan.run().under(key), plan.children());
    return noted(queue.submit(named, config.maxQueued()));
  }

  /**
   * Puts a run into the queue, unless one waits that will do the same or it is there already.
   *
   * @param key names the occasion, so that several replicas do not all take it
   */
  public Submission submitUnlessOneWaits(RunPlan plan, String key) {
    RunPlan named = new RunPlan(plan.run().under(Optional.of(key)), plan.children());
    return noted(queue.submitUnlessOneWaits(named, config.maxQueued()));
  }

  private Submission noted(Submission submission) {
    if (submission instanceof Submission.Accepted accepted) {
      Origin origin = accepted.run().origin();
      log.append(
          accepted.run().id(),
          Journal.Severity.INFO,
          "asked for by %s (%s), correlation id %s"
              .formatted(origin.by(), origin.cause(), accepted.run().correlationId()));
      dispatcher.wake();
    }
    return submission;
  }

  /**
   * Asks for a run's end.
   *
   * @return the run as it stands then; absent when there is none
   */
  Optional<Run> cancel(RunId id, String by) {
    Optional<Run> cancelled = queue.cancel(id, by);
    cancelled.ifPresent(
        run -> {
          if (run.cancelledBy().isPresent()) {
            log.append(id, Journal.Severity.INFO, "cancellation asked for by " + by);
          }
          dispatcher.cancel(id);
          store.children(id).forEach(child -> dispatcher.cancel(child.id()));
          dispatcher.wake();
        });
    return cancelled;
  }

  /**
   * Takes up what an ended run left undone, as a new run.
   *
   * @return absent when nothing is left
   */
  Optional<Submission> resume(Run run, Optional<String> key, Origin origin) {
    if (run.state() instanceof RunState.Completed) {
      return Optional.empty();
    }
    List<RunPlan.Child> open =
        store.children(run.id()).stream()
            .filter(child -> !(child.state() instanceof RunState.Completed))
            .map(child -> new RunPlan.Child(child, new HashSet<>(store.needs(child.id()))))
            .toList();
    return Optional.of(
        submit(planner.rest(run, open, name -> jobs.job(name).orElseThrow(), origin), key));
  }
}
