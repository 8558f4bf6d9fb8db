package dev.streamify.bench.base;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition of another process, never for time. */
public final class Await {
  private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(250).toNanos();

  private Await() {}

  /**
   * Returns when the condition holds. Between two looks it waits for one percent of the time that
   * has passed, so that looking neither costs much nor falsifies a measured time.
   *
   * @param timeout how long it may take
   * @param condition throws when it can no longer hold
   * @param failure what to say when it took longer
   * @throws BenchException when it took longer, or when the thread is interrupted
   */
  public static void until(Duration timeout, BooleanSupplier condition, Supplier<String> failure) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long passed = System.nanoTime() - start;
      if (passed > timeout.toNanos()) {
        throw BenchException.failed(failure.get());
      }
      LockSupport.parkNanos(
          Math.max(SHORTEST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, passed / 100)));
      if (Thread.currentThread().isInterrupted()) {
        throw BenchException.failed("interrupted");
      }
    }
  }
}
