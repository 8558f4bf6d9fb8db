package dev.streamify.enrich.topology;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * Replaces a processing thread that died, as most causes pass (fencing, time-outs). When threads
 * keep dying, replacing them only burns the machine: then the client stops, which liveness reports,
 * so that whoever runs the process restarts it.
 */
public final class ThreadFailurePolicy implements StreamsUncaughtExceptionHandler {
  /** More replacements than this within {@link #WINDOW} are too many. */
  static final int MAX_REPLACEMENTS = 10;

  /** The time over which replacements are counted. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final FailureListener listener;
  private final Deque<Long> replacedAtMs = new ArrayDeque<>();

  /** Told of every thread that died. */
  @FunctionalInterface
  public interface FailureListener {
    /**
     * A thread died.
     *
     * @param failure of what
     * @param replaced whether another one takes its place; otherwise the client stops
     */
    void threadDied(Throwable failure, boolean replaced);
  }

  /** A policy that counts by {@code clock}. */
  public ThreadFailurePolicy(Clock clock, FailureListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    long nowMs = clock.millis();
    while (!replacedAtMs.isEmpty() && replacedAtMs.peekFirst() <= nowMs - WINDOW.toMillis()) {
      replacedAtMs.removeFirst();
    }
    boolean replace = replacedAtMs.size() < MAX_REPLACEMENTS;
    listener.threadDied(failure, replace);
    if (!replace) {
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    replacedAtMs.addLast(nowMs);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
