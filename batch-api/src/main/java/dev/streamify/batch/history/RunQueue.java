package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Waiting runs, and which of them may start: the oldest whose table nobody writes, that needs
 * nothing that is not completed, no more than a number at once. Every change is one transaction
 * under one lock, so replicas never start a run twice, two runs for one table, or too many.
 *
 * <p>Cost: a few index look-ups each, whatever the history's size.
 */
@Singleton
public class RunQueue {
  private static final String STARTABLE =
      """
      SELECT r.* FROM runs r LEFT JOIN runs p ON p.id = r.parent_id
      WHERE r.state = 'QUEUED' AND r.kind = 'JOB'
        AND (r.not_before IS NULL OR r.not_before <= :now)
        AND NOT EXISTS (
          SELECT 1 FROM runs w WHERE w.state = 'RUNNING' AND w.table_name = r.table_name)
        AND NOT EXISTS (
          SELECT 1 FROM run_needs n JOIN runs needed ON needed.id = n.needs_id
          WHERE n.run_id = r.id AND needed.state <> 'COMPLETED')
        AND (p.parallelism IS NULL OR p.parallelism > (
          SELECT count(*) FROM runs s WHERE s.parent_id = p.id AND s.state = 'RUNNING'))
      ORDER BY r.id LIMIT 1
      """;

  private final Database database;
  private final Clock clock;
  private final RunMoves moves;

  @Inject
  RunQueue(Database database, Clock clock, RunMoves moves) {
    this.database = database;
    this.clock = clock;
    this.moves = moves;
  }

  RunQueue(Database database, Clock clock) {
    this(database, clock, RunMoves.UNHEARD);
  }

  /** What came of a request. */
  public sealed interface Submission {
    /** It waits now. */
    record Accepted(Run run) implements Submission {}

    /** It was asked for before, under the same key. */
    record Known(Run run) implements Submission {}

    /** Too many wait. */
    record Full() implements Submission {}

    /** A run that waits will do just that. */
    record Superfluous(Run waiting) implements Submission {}
  }

  /**
   * Adds a run, unless one was asked for under the same key.
   *
   * @param maxQueued so many may wait
   */
  public Submission submit(RunPlan plan, int maxQueued) {
    return database.inTransaction(handle -> submit(handle, plan, maxQueued));
  }

  /** Adds a run, unless one waits already that asks for the same. */
  public Submission submitUnlessOneWaits(RunPlan plan, int maxQueued) {
    return database.inTransaction(
        handle -> {
          lock(handle);
          Optional<Run> waiting =
              handle
                  .createQuery(
                      "SELECT * FROM runs WHERE state = 'QUEUED' AND job = :job ORDER BY id")
                  .bind("job", plan.run().request().job())
                  .map((row, context) -> RunRows.read(row))
                  .filter(plan.run()::asksForTheSameAs)
                  .findFirst();
          return waiting.isPresent()
              ? new Submission.Superfluous(waiting.get())
              : submit(handle, plan, maxQueued);
        });
  }

  private static Submission submit(Handle handle, RunPlan plan, int maxQueued) {
    lock(handle);
    Optional<Run> known = plan.run().key().flatMap(key -> RunStore.findByKey(handle, key));
    if (known.isPresent()) {
      return new Submission.Known(known.get());
    }
    if (waiting(handle) >= maxQueued) {
      return new Submission.Full();
    }
    RunRows.insert(handle, plan.run());
    for (RunPlan.Child child : plan.children()) {
      RunRows.insert(handle, child.run());
      for (RunId needed : child.needs()) {
        handle.execute(
            "INSERT INTO run_needs (run_id, needs_id) VALUES (?, ?)",
            child.run().id().value(),
            needed.value());
      }
    }
    return new Submission.Accepted(plan.run());
  }

  private static long waiting(Handle handle) {
    return count(handle, "SELECT count(*) FROM runs WHERE state = 'QUEUED' AND parent_id IS NULL");
  }

  /**
   * Takes the first run that may start.
   *
   * @param worker the replica that will execute it
   * @param concurrency runs at once, over all replicas
   * @return the run, running
   */
  public Optional<Run> claim(String worker, int concurrency) {
    return database.inTransaction(
        handle -> {
          lock(handle);
          if (running(handle) >= concurrency) {
            return Optional.empty();
          }
          Instant now = clock.instant();
          return startable(handle, now).map(run -> started(handle, run, now, worker));
        });
  }

  private static long running(Handle handle) {
    return count(handle, "SELECT count(*) FROM runs WHERE state = 'RUNNING' AND kind = 'JOB'");
  }

  private static Optional<Run> startable(Handle handle, Instant now) {
    var query = handle.createQuery(STARTABLE);
    RunRows.time(query, "now", Optional.of(now));
    return query.map((row, context) -> RunRows.read(row)).findFirst();
  }

  private Run started(Handle handle, Run run, Instant now, String worker) {
    Run started = run.with(((RunState.Queued) run.state()).start(now, worker));
    RunRows.update(handle, started);
    moves.moved(handle, started);
    run.parent()
        .flatMap(parent -> RunStore.find(handle, parent))
        .ifPresent(
            parent -> {
              if (parent.state() instanceof RunState.Queued waiting) {
                Run begun = parent.with(waiting.start(now, worker));
                RunRows.update(handle, begun);
                moves.moved(handle, begun);
              }
            });
    return started;
  }

  /**
   * Notes a new state of a run that a replica executes: its end, or that it waits once more.
   *
   * @return whether the run was still the replica's; nothing is changed otherwise
   */
  public boolean leave(String worker, Run run) {
    return database.inTransaction(
        handle -> {
          lock(handle);
          Optional<Run> current = heldBy(handle, run.id(), worker);
          if (current.isEmpty()) {
            return false;
          }
          RunRows.update(handle, run);
          if (run.state().name().isFinal()) {
            moves.moved(handle, run);
            new Settlement(handle, clock.instant(), moves).ended(run);
          }
          return true;
        });
  }

  /**
   * Makes a replica responsible for a run of one that has died.
   *
   * @return the run, unless somebody else was faster
   */
  public Optional<Run> takeOver(Run run, String from, String to) {
    return database.inTransaction(
        handle -> {
          lock(handle);
          return heldBy(handle, run.id(), from)
              .map(
                  held -> {
                    RunState.Running running = (RunState.Running) held.state();
                    Run taken = held.with(running.takenOverBy(to));
                    RunRows.update(handle, taken);
                    return taken;
                  });
        });
  }

  /**
   * Notes, for a running run of the replica, what it is about to publish.
   *
   * @return whether it may: not when it is no longer the replica's, or shall end
   */
  public boolean publishing(String worker, Run run) {
    return database.inTransaction(
        handle -> {
          lock(handle);
          boolean may =
              heldBy(handle, run.id(), worker)
                  .filter(current -> current.cancelledBy().isEmpty())
                  .isPresent();
          if (may) {
            RunRows.update(handle, run);
          }
          return may;
        });
  }

  /**
   * Asks for the end of a run and of its children. What waits ends at once, what runs as soon as
   * its replica hears of it.
   *
   * @return the run as it stands then; absent when there is none
   */
  public Optional<Run> cancel(RunId id, String by) {
    return database.inTransaction(
        handle -> {
          lock(handle);
          RunStore.find(handle, id)
              .filter(run -> !run.state().name().isFinal())
              .ifPresent(run -> new Settlement(handle, clock.instant(), moves).cancel(run, by));
          return RunStore.find(handle, id);
        });
  }

  private static Optional<Run> heldBy(Handle handle, RunId id, String worker) {
    return RunStore.find(handle, id)
        .filter(
            run ->
                run.state() instanceof RunState.Running running && running.worker().equals(worker));
  }

  private static long count(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }

  private static void lock(Handle handle) {
    handle
        .createQuery("SELECT id FROM queue_lock WHERE id = 1 FOR UPDATE")
        .mapTo(Integer.class)
        .one();
  }
}
