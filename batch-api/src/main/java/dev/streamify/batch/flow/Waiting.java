package dev.streamify.batch.flow;

import java.time.Duration;

/**
 * What waits for a hop.
 *
 * @param records how many records, markers of transactions not counted
 * @param oldest how long the first of them has been waiting, as far as it was seen
 * @param stalled how long nothing has moved although something waits
 */
public record Waiting(long records, Duration oldest, Duration stalled) {
  /** Nothing waits. */
  public static final Waiting NOTHING = new Waiting(0, Duration.ZERO, Duration.ZERO);

  /** Both together: all records, and the longer times. */
  Waiting and(Waiting other) {
    return new Waiting(
        records + other.records, longer(oldest, other.oldest), longer(stalled, other.stalled));
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
