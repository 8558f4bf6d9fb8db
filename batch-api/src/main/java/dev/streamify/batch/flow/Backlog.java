package dev.streamify.batch.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Tells from positions that only grow how long something has been waiting: a position that has
 * arrived but not passed waits since the first look at which it had arrived. Nobody's timestamps
 * are believed, so replayed and late events do not look old.
 *
 * <p>Memory: at most {@link #MAX_LOOKS} looks; when there are more, every other one is dropped.
 *
 * <p>Not for several threads.
 */
final class Backlog {
  static final int MAX_LOOKS = 720;

  private final Deque<Look> looks = new ArrayDeque<>();
  private long passed = Long.MIN_VALUE;
  private Instant moved = Instant.MIN;

  private record Look(Instant at, long arrived) {}

  /**
   * Takes a look.
   *
   * @param now its time
   * @param arrived the position after the last that has arrived
   * @param passed the position after the last that has passed
   */
  void look(Instant now, long arrived, long passed) {
    if (passed < this.passed || (!looks.isEmpty() && arrived < looks.getLast().arrived())) {
      // It was made anew.
      looks.clear();
    }
    if (passed != this.passed) {
      this.passed = passed;
      moved = now;
    }
    if (looks.isEmpty() || looks.getLast().arrived() < arrived) {
      looks.addLast(new Look(now, arrived));
    }
    while (!looks.isEmpty() && looks.getFirst().arrived() <= passed) {
      looks.removeFirst();
    }
    if (looks.size() > MAX_LOOKS) {
      thin();
    }
  }

  private void thin() {
    List<Look> all = new ArrayList<>(looks);
    looks.clear();
    for (int i = 0; i < all.size(); i++) {
      if (i % 2 == 0 || i == all.size() - 1) {
        looks.addLast(all.get(i));
      }
    }
  }

  boolean isWaiting() {
    return !looks.isEmpty();
  }

  /** How long the first that waits has been waiting; zero when nothing waits. */
  Duration oldest(Instant now) {
    return looks.isEmpty() ? Duration.ZERO : Duration.between(looks.getFirst().at(), now);
  }

  /** When something last passed, or began to wait. */
  Instant lastMoved() {
    return looks.isEmpty() || moved.isAfter(looks.getFirst().at()) ? moved : looks.getFirst().at();
  }
}
