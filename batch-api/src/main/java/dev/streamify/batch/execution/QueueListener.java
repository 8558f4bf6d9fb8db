package dev.streamify.batch.execution;

import dev.streamify.batch.runs.RunId;

/** Hears at once what others find out by looking at the queue. */
public interface QueueListener {
  /** Something waits. */
  void wake();

  /** Somebody wants a run to end. */
  void cancel(RunId run);
}
