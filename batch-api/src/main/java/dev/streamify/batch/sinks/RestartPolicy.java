package dev.streamify.batch.sinks;

import java.time.Duration;

/**
 * When what failed is restarted.
 *
 * @param firstPause from the failure to the first restart; doubled each time
 * @param longestPause what it is doubled up to
 * @param tries restarts after which it is left failed
 * @param forgottenAfter after running that long, earlier failures are forgotten
 */
record RestartPolicy(
    Duration firstPause, Duration longestPause, int tries, Duration forgottenAfter) {
  private static final int MAX_DOUBLINGS = 20;

  /** From a failure to the next restart, after so many of them. */
  Duration pauseAfter(int restarts) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(restarts, MAX_DOUBLINGS));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }
}
