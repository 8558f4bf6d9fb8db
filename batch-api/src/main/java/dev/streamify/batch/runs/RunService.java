package dev.streamify.batch.runs;

import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes requests for runs and executes them, a few at a time and one per table. */
@ApplicationScoped
public class RunService {
  private static final Logger LOG = Logger.getLogger(RunService.class);

  private final JobCatalogue jobs;
  private final Map<JobDefinition.Kind, JobTask> tasks;
  private final Clock clock;
  private final MeterRegistry meters;
  private final RandomGenerator random = new SecureRandom();
  private final RunStore store;
  private final RunQueue queue;
  private final ExecutorService workers;

  RunService(
      JobCatalogue jobs,
      @All List<JobTask> tasks,
      Clock clock,
      MeterRegistry meters,
      RunsConfig config) {
    this.jobs = jobs;
    this.tasks = tasks.stream().collect(Collectors.toMap(JobTask::kind, Function.identity()));
    this.clock = clock;
    this.meters = meters;
    this.store = new InMemoryRunStore(config.history());
    this.queue = new RunQueue(config.concurrency(), config.maxQueued());
    this.workers = Executors.newFixedThreadPool(config.concurrency());
  }

  /**
   * Queues a run, unless one was asked for under the same key.
   *
   * @param key the caller's own name of the request
   * @return the run, new or known; absent when too many wait
   */
  Optional<Run> submit(RunRequest request, JobDefinition job, Optional<String> key) {
    Run run;
    synchronized (store) {
      Optional<Run> known = key.flatMap(store::findByKey);
      if (known.isPresent()) {
        return known;
      }
      Instant now = clock.instant();
      run = new Run(RunId.next(now, random), request, key, new RunState.Queued(now));
      store.save(run);
    }
    if (!queue.offer(new RunQueue.Waiting(run.id(), job.output()))) {
      // Without its key, so that the caller can ask again.
      RunState.Aborted refused =
          new RunState.Queued(run.state().requestedAt()).abort(clock.instant(), "queue full");
      store.save(new Run(run.id(), request, Optional.empty(), refused));
      return Optional.empty();
    }
    startWhatMay();
    return Optional.of(run);
  }

  Optional<Run> find(RunId id) {
    return store.find(id);
  }

  List<Run> list(RunStore.Filter filter) {
    return store.list(filter);
  }

  void onStop(@Observes ShutdownEvent event) {
    workers.shutdownNow();
  }

  private void startWhatMay() {
    for (Optional<RunId> next = queue.next(); next.isPresent(); next = queue.next()) {
      RunId id = next.get();
      workers.execute(() -> execute(id));
    }
  }

  private void execute(RunId id) {
    try {
      store.find(id).ifPresent(this::execute);
    } finally {
      queue.done(id);
      startWhatMay();
    }
  }

  private void execute(Run queued) {
    if (!(queued.state() instanceof RunState.Queued waiting)) {
      return;
    }
    RunState.Running running = waiting.start(clock.instant());
    Run run = queued.with(running);
    store.save(run);
    RunState end = finish(run, running);
    store.save(run.with(end));
    Duration took = Duration.between(running.startedAt(), clock.instant());
    LOG.infof(
        "Run %s of %s: %s after %d ms", run.id(), run.request().job(), end.name(), took.toMillis());
    meters
        .timer("streamify.batch.runs", "job", run.request().job(), "state", end.name().name())
        .record(took);
  }

  // Whatever a job throws, declared or not, ends its run and never leaves it running for ever.
  private RunState finish(Run run, RunState.Running running) {
    try {
      JobDefinition job = jobs.job(run.request().job()).orElseThrow();
      RunOutcome outcome = tasks.get(job.kind()).execute(run, job);
      return running.complete(clock.instant(), outcome);
    } catch (Exception | LinkageError e) {
      RunError error = RunErrors.of(e);
      if (error.code() == RunError.Code.INTERNAL) {
        LOG.errorf(e, "Run %s failed", run.id());
      } else {
        LOG.warnf("Run %s failed: %s", run.id(), error.message());
      }
      return running.fail(
          clock.instant(), error, e instanceof RunFailure known ? known.checks() : List.of());
    }
  }
}
