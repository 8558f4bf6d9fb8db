package dev.streamify.sim.output;

import dev.streamify.sim.event.RawEvent;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** When a record may be produced. For one thread. */
public interface Pacer {

  /**
   * Waits until it is the record's turn.
   *
   * @param stop ends the waiting early when true
   */
  void await(RawEvent event, BooleanSupplier stop);

  /** Every record at once. */
  static Pacer asFastAsPossible() {
    return (event, stop) -> {};
  }

  /**
   * So many records a second, evenly.
   *
   * @param recordsPerSecond above 0
   */
  static Pacer atRate(double recordsPerSecond) {
    if (!(recordsPerSecond > 0) || Double.isInfinite(recordsPerSecond)) {
      throw new IllegalArgumentException(
          "rate %s is not usable: give records per second, above 0".formatted(recordsPerSecond));
    }
    return new Pacer() {
      private final long begin = System.nanoTime();
      private long records;

      @Override
      public void await(RawEvent event, BooleanSupplier stop) {
        double dueAfter = records / recordsPerSecond * TimeUnit.SECONDS.toNanos(1);
        records++;
        waitUntil(stop, () -> (long) dueAfter - (System.nanoTime() - begin));
      }
    };
  }

  /** Each event when it happens; those that lie in the past at once. */
  static Pacer inRealTime(Clock clock) {
    return (event, stop) ->
        waitUntil(stop, () -> TimeUnit.MILLISECONDS.toNanos(event.eventTimeMs() - clock.millis()));
  }

  private static void waitUntil(BooleanSupplier stop, LongSupplier nanosLeft) {
    long longestNap = TimeUnit.MILLISECONDS.toNanos(50);
    long left = nanosLeft.getAsLong();
    while (left > 0 && !stop.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(left, longestNap));
      left = nanosLeft.getAsLong();
    }
  }
}
