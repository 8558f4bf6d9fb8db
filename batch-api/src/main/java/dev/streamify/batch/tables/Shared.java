package dev.streamify.batch.tables;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A value that is looked up again when it is older than some time – by one thread, while all others
 * that want it wait for that one. A failed look-up is told to those who waited for it, and not
 * kept.
 */
final class Shared<T> {
  private final Supplier<T> source;
  private final Duration keepFor;
  private final Clock clock;
  private LookUp<T> latest;

  /**
   * A value.
   *
   * @param keepFor from the begin of the look-up
   */
  Shared(Supplier<T> source, Duration keepFor, Clock clock) {
    this.source = source;
    this.keepFor = keepFor;
    this.clock = clock;
  }

  private record LookUp<T>(FutureTask<T> task, Instant begun) {}

  /** The value, not older than it may be. */
  T get() {
    return take(false);
  }

  /** The value as of now, or as a look-up that is under way will find it. */
  T renewed() {
    return take(true);
  }

  /** Keeps nothing of what was looked up so far, nor of what a look-up under way may find. */
  synchronized void expire() {
    latest = null;
  }

  private T take(boolean renew) {
    FutureTask<T> task;
    synchronized (this) {
      if (latest == null || (latest.task().isDone() && (renew || isStale(latest)))) {
        latest = new LookUp<>(new FutureTask<>(source::get), clock.instant());
      }
      task = latest.task();
    }
    // Only the first call does anything.
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the catalog", e);
    } catch (ExecutionException e) {
      forget(task);
      throw unwrapped(e.getCause());
    }
  }

  private boolean isStale(LookUp<T> lookUp) {
    Duration age = Duration.between(lookUp.begun(), clock.instant());
    // A clock may be put back.
    return age.isNegative() || age.compareTo(keepFor) >= 0;
  }

  private synchronized void forget(FutureTask<T> failed) {
    if (latest != null && latest.task() == failed) {
      latest = null;
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}
