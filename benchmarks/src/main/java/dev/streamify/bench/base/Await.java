package dev.streamify.bench.base;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition of another process, never for time. */
public final class Await {
  private Await() {}

  /**
   * Returns when the condition holds.
   *
   * @param timeout how long it may take
   * @param pause between two looks at the condition; it bounds the error of a measured time
   * @param condition throws when it can no longer hold
   * @param failure what to say when it took longer
   * @throws BenchException when it took longer, or when the thread is interrupted
   */
  public static void until(
      Duration timeout, Duration pause, BooleanSupplier condition, Supplier<String> failure) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw BenchException.failed(failure.get());
      }
      LockSupport.parkNanos(pause.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw BenchException.failed("interrupted");
      }
    }
  }
}
