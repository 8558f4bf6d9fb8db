package dev.streamify.batch.execution;

import dev.streamify.batch.history.RunLog;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.runs.Journal;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunProgress;
import dev.streamify.batch.runs.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes what a run tells to the database. What is only told – lines and progress – never ends the
 * run when the database is away for a while.
 */
final class DurableJournal implements Journal {
  private static final Logger LOG = Logger.getLogger(DurableJournal.class);
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);

  private final Run run;
  private final String worker;
  private final RunQueue queue;
  private final RunStore store;
  private final RunLog log;
  private Optional<RunProgress> noted = Optional.empty();

  DurableJournal(Run run, String worker, RunQueue queue, RunStore store, RunLog log) {
    this.run = run;
    this.worker = worker;
    this.queue = queue;
    this.store = store;
    this.log = log;
  }

  @Override
  public void line(Severity severity, String text) {
    quietly(() -> log.append(run.id(), severity, text));
  }

  @Override
  public synchronized void progress(RunProgress progress) {
    if (noted.map(before -> matters(before, progress)).orElse(true)) {
      noted = Optional.of(progress);
      quietly(() -> store.note(run.id(), progress));
    }
  }

  private static boolean matters(RunProgress before, RunProgress now) {
    Instant due = before.updatedAt().plus(PROGRESS_EVERY);
    return !now.updatedAt().isBefore(due)
        || !now.steps().equals(before.steps())
        || !now.rowsToRead().equals(before.rowsToRead())
        || !now.firstTaskAt().equals(before.firstTaskAt());
  }

  @Override
  public boolean publishing(RunOutcome outcome) {
    RunState.Running running = (RunState.Running) run.state();
    return queue.publishing(worker, run.with(running.publish(outcome)));
  }

  private void quietly(Runnable note) {
    try {
      note.run();
    } catch (RuntimeException e) {
      LOG.debugf(e, "Run %s: a note is lost", run.id());
    }
  }
}
