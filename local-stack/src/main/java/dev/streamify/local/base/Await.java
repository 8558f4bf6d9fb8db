package dev.streamify.local.base;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition of another process, never for time. */
public final class Await {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private Await() {}

  /** Lets the next look at a condition wait a moment. */
  public static void pause() {
    LockSupport.parkNanos(POLL_NANOS);
    if (Thread.currentThread().isInterrupted()) {
      throw StackException.failed("interrupted");
    }
  }

  /**
   * Returns when the condition holds.
   *
   * @param timeout how long it may take
   * @param condition looked at about five times a second
   * @param failure what to say when it took longer
   * @throws StackException when it took longer, or when the condition throws it
   */
  public static void until(Duration timeout, BooleanSupplier condition, Supplier<String> failure) {
    if (!within(timeout, condition)) {
      throw StackException.failed(failure.get());
    }
  }

  /**
   * Waits for the condition.
   *
   * @param timeout how long it may take
   * @param condition looked at about five times a second
   * @return whether it held in time
   */
  public static boolean within(Duration timeout, BooleanSupplier condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause();
    }
    return true;
  }
}
