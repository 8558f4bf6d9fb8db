package dev.streamify.batch.jobs;

import java.time.Duration;

/**
 * How often a run is tried when its cause of failure may pass: Spark or the catalog away, somebody
 * else writing. What is wrong with data or statements is not tried again.
 *
 * @param attempts tries in all, at least 1
 * @param backoff pause after the first one; doubled after each further one, up to five minutes
 */
public record Retry(int attempts, Duration backoff) {
  /** What jobs do that say nothing about it. */
  static final Retry DEFAULT = new Retry(3, Duration.ofSeconds(10));

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 10;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when one cannot be used
   */
  public Retry {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException(
          "retry attempts must be from 1 to 100, found %d".formatted(attempts));
    }
    if (backoff.isNegative()) {
      throw new IllegalArgumentException(
          "retry backoff must not be negative, found %s".formatted(backoff));
    }
  }

  /** How long to wait after so many failures. */
  public Duration pauseAfter(int failures) {
    Duration pause = backoff.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
