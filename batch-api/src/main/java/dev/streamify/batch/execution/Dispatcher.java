package dev.streamify.batch.execution;

import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunStopped;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes runs off the queue as long as there are threads for them. It looks at once when something
 * was asked for here, and twice a second for what others did.
 */
@Singleton
public class Dispatcher implements QueueListener {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final RunQueue queue;
  private final RunExecution execution;
  private final RunEnds ends;
  private final Replica replica;
  private final BootstrapService bootstrap;
  private final RunsConfig config;
  private final ExecutorService threads;
  private final Semaphore free;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean stopping;
  private boolean away;

  Dispatcher(
      RunQueue queue,
      RunExecution execution,
      RunEnds ends,
      Replica replica,
      BootstrapService bootstrap,
      RunsConfig config) {
    this.queue = queue;
    this.execution = execution;
    this.ends = ends;
    this.replica = replica;
    this.bootstrap = bootstrap;
    this.config = config;
    this.threads = Executors.newFixedThreadPool(config.concurrency());
    this.free = new Semaphore(config.concurrency());
  }

  @Override
  public void wake() {
    news.release();
  }

  @Override
  public void cancel(RunId run) {
    execution.stop(run, RunStopped.Reason.CANCELLED);
  }

  void onStart(@Observes StartupEvent event) {
    Thread thread = new Thread(this::dispatch, "run-dispatcher");
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs that go on let go of their work; another replica, or the next start, takes it up. */
  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    wake();
    execution.executing().forEach(run -> execution.stop(run, RunStopped.Reason.SHUTDOWN));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warnf("Runs %s are left to the next start", execution.executing());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ends.stop();
    threads.shutdownNow();
  }

  private void dispatch() {
    try {
      while (!stopping) {
        if (news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
        startWhatMay();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startWhatMay() {
    while (!stopping && bootstrap.state() instanceof BootstrapState.Done && free.tryAcquire()) {
      Optional<Run> taken = take();
      if (taken.isEmpty()) {
        free.release();
        return;
      }
      RunContext context = execution.prepare(taken.get());
      threads.execute(() -> execute(taken.get(), context));
    }
  }

  private Optional<Run> take() {
    try {
      Optional<Run> taken = queue.claim(replica.id(), config.concurrency());
      away = false;
      return taken;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.errorf("The queue of runs cannot be read, trying on: %s", e.getMessage());
        LOG.debug("Claiming failed", e);
      }
      away = true;
      return Optional.empty();
    }
  }

  private void execute(Run run, RunContext context) {
    try {
      execution.execute(run, context);
    } finally {
      free.release();
      wake();
    }
  }
}
