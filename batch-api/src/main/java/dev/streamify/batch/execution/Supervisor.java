package dev.streamify.batch.execution;

import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import dev.streamify.batch.database.Database;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.history.Workers;
import dev.streamify.batch.loops.Loop;
import dev.streamify.batch.loops.Troubles;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.runs.RunStopped;
import dev.streamify.batch.security.AuditLog;
import dev.streamify.batch.security.SecurityConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Once a second: gives a sign of life, hears which runs shall end, and settles those that nobody
 * executes any more.
 */
@Singleton
class Supervisor {
  private static final Logger LOG = Logger.getLogger(Supervisor.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final Database database;
  private final Workers workers;
  private final RunStore store;
  private final RunExecution execution;
  private final Recovery recovery;
  private final Dispatcher dispatcher;
  private final Replica replica;
  private final BootstrapService bootstrap;
  private final AuditLog audit;
  private final RunsConfig config;
  private final SecurityConfig security;
  private final Clock clock;
  private Set<RunId> suspects = Set.of();
  private Instant forgotten = Instant.EPOCH;
  private Optional<Loop> loop = Optional.empty();

  Supervisor(
      Database database,
      Workers workers,
      RunStore store,
      RunExecution execution,
      Recovery recovery,
      Dispatcher dispatcher,
      Replica replica,
      BootstrapService bootstrap,
      AuditLog audit,
      RunsConfig config,
      SecurityConfig security,
      Clock clock) {
    this.database = database;
    this.workers = workers;
    this.store = store;
    this.execution = execution;
    this.recovery = recovery;
    this.dispatcher = dispatcher;
    this.replica = replica;
    this.bootstrap = bootstrap;
    this.audit = audit;
    this.config = config;
    this.security = security;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    workers.seen(replica.id());
    loop =
        Optional.of(
            Loop.of(
                    "run-supervisor",
                    PERIOD,
                    this::look,
                    new Troubles(LOG),
                    "Runs cannot be looked after")
                .start());
  }

  /** After the runs have let go. */
  void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
    loop.ifPresent(Loop::end);
    try {
      workers.gone(replica.id());
    } catch (RuntimeException e) {
      LOG.debug("The others will notice by themselves", e);
    }
  }

  private void look() {
    workers.seen(replica.id());
    endWhatIsCancelled();
    if (bootstrap.state() instanceof BootstrapState.Done) {
      settleWhatIsAbandoned();
    }
    forget();
  }

  private void endWhatIsCancelled() {
    for (Run run : store.runningOn(replica.id())) {
      if (run.cancelledBy().isPresent()) {
        execution.stop(run.id(), RunStopped.Reason.CANCELLED);
      }
    }
  }

  private void settleWhatIsAbandoned() {
    // Nobody else can have an exclusive database open: whoever was there before is dead.
    Set<String> alive = database.isExclusive() ? Set.of() : workers.alive(config.replicaTimeout());
    List<Run> elsewhere = store.runningElsewhere(replica.id());
    elsewhere.stream()
        .filter(run -> !alive.contains(((RunState.Running) run.state()).worker()))
        .forEach(this::settle);
    settleWhatIsNotExecuted();
  }

  /**
   * A run that is ours but not executed was taken in a transaction whose answer got lost, or could
   * not be settled; it has to be seen twice, as one may just be on its way.
   */
  private void settleWhatIsNotExecuted() {
    Set<RunId> seen = new HashSet<>();
    Set<RunId> executing = execution.executing();
    for (Run run : store.runningOn(replica.id())) {
      if (!executing.contains(run.id())) {
        seen.add(run.id());
        if (suspects.contains(run.id())) {
          settle(run);
        }
      }
    }
    suspects = seen;
  }

  private void settle(Run run) {
    LOG.infof("Run %s of %s was left by its replica", run.id(), run.request().job());
    recovery.settle(run);
    dispatcher.wake();
  }

  private void forget() {
    Instant now = clock.instant();
    if (forgotten.plus(FORGET_EVERY).isBefore(now)) {
      forgotten = now;
      workers.forget(FORGET_EVERY);
      audit.forget(now.minus(security.keepAudit()));
      int runs = store.forget(now.minus(config.keep()));
      if (runs > 0) {
        LOG.infof("Forgot %d runs that ended more than %s ago", runs, config.keep());
      }
    }
  }
}
