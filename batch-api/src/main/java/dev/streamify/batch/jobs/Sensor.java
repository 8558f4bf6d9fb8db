package dev.streamify.batch.jobs;

import java.time.Duration;

/**
 * Runs a job when an input has a new snapshot.
 *
 * @param quiet once no further one came for that long
 * @param atMost but not later than that after the first
 */
public record Sensor(Duration quiet, Duration atMost) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when they cannot be used
   */
  public Sensor {
    if (quiet.isNegative() || quiet.compareTo(atMost) > 0) {
      throw new IllegalArgumentException(
          "a sensor's quiet %s must not be negative or longer than its at_most %s"
              .formatted(quiet, atMost));
    }
  }
}
