package dev.streamify.batch.history;

import dev.streamify.batch.runs.Run;
import org.jdbi.v3.core.Handle;

/** Hears of starts and ends of runs within the transaction that notes them. */
@FunctionalInterface
public interface RunMoves {
  /** For those who do not care. */
  RunMoves UNHEARD = (handle, run) -> {};

  /**
   * A run, or an attempt of it, has started, or the run has ended. What is written through the
   * handle is there exactly if the start or end itself is.
   */
  void moved(Handle handle, Run run);
}
