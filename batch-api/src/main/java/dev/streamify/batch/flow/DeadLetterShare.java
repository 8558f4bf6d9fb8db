package dev.streamify.batch.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The share of dead letters among the records that were enriched or rejected lately. Fewer than
 * {@link #MIN_LETTERS} are no share: one bad record at night is not worth waking anybody.
 *
 * <p>Not for several threads.
 */
final class DeadLetterShare {
  static final long MIN_LETTERS = 5;

  private final Deque<Look> looks = new ArrayDeque<>();

  private final Duration window;

  DeadLetterShare(Duration window) {
    this.window = window;
  }

  private record Look(Instant at, long valid, long deadLetters) {}

  /**
   * Takes a look.
   *
   * @param valid valid records up to now, landed or about to land
   * @param deadLetters dead letters that have landed up to now
   * @return the share, 0 to 1
   */
  double look(Instant now, long valid, long deadLetters) {
    looks.addLast(new Look(now, valid, deadLetters));
    Instant since = now.minus(window);
    while (looks.size() > 1 && looks.getFirst().at().isBefore(since)) {
      looks.removeFirst();
    }
    long letters = deadLetters - looks.getFirst().deadLetters();
    long all = letters + Math.max(0, valid - looks.getFirst().valid());
    return letters < MIN_LETTERS ? 0 : (double) letters / all;
  }
}
