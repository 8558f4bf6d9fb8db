package dev.streamify.batch.runs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One writer per table. Not safe for threads by itself: its owner synchronizes. */
final class TableLeases {
  private final Map<String, RunId> holders = new HashMap<>();

  /** Takes the lease if it is free; a job without output needs none. */
  boolean tryAcquire(Optional<String> table, RunId run) {
    return table.map(name -> holders.putIfAbsent(name, run) == null).orElse(true);
  }

  /** Gives back what the run holds. */
  void release(RunId run) {
    holders.values().removeIf(run::equals);
  }
}
