package dev.streamify.batch.runs;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;

/**
 * Waiting runs in the order of their requests, and which of them may start: no more than a number
 * at once, and one per table.
 */
final class RunQueue {
  private final int concurrency;
  private final int maxQueued;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final TableLeases leases = new TableLeases();
  private int running;

  /**
   * A run that waits.
   *
   * @param run which
   * @param table the table that it will write
   */
  record Waiting(RunId run, Optional<String> table) {}

  RunQueue(int concurrency, int maxQueued) {
    this.concurrency = concurrency;
    this.maxQueued = maxQueued;
  }

  /** Adds a run at the end, if there is room. */
  synchronized boolean offer(Waiting run) {
    return waiting.size() < maxQueued && waiting.add(run);
  }

  /** The first run that may start now; it counts as running from here on. */
  synchronized Optional<RunId> next() {
    if (running >= concurrency) {
      return Optional.empty();
    }
    for (Iterator<Waiting> candidates = waiting.iterator(); candidates.hasNext(); ) {
      Waiting candidate = candidates.next();
      if (leases.tryAcquire(candidate.table(), candidate.run())) {
        candidates.remove();
        running++;
        return Optional.of(candidate.run());
      }
    }
    return Optional.empty();
  }

  /** A run has ended. */
  synchronized void done(RunId run) {
    running--;
    leases.release(run);
  }
}
