package dev.streamify.bench.soak;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How long and how much.
 *
 * @param length how long is looked, after everything has begun to flow
 * @param ratePerSecond events over all streams
 * @param between looks at memory, threads and handles
 * @param betweenCounts looks at live objects, groups and files
 * @param maintenance minutes from one maintenance to the next, 1 to 30
 * @param folder for data, logs and {@code samples.csv}
 */
public record SoakOptions(
    Duration length,
    int ratePerSecond,
    Duration between,
    Duration betweenCounts,
    int maintenance,
    Path folder) {

  /** With intervals that fit to the length. */
  public static SoakOptions of(Duration length, int ratePerSecond, Path folder) {
    boolean isShort = length.compareTo(Duration.ofMinutes(10)) < 0;
    return new SoakOptions(
        length,
        ratePerSecond,
        Duration.ofSeconds(5),
        Duration.ofSeconds(isShort ? 10 : 30),
        isShort ? 1 : 5,
        folder);
  }

  /** Users who make so many events that a day of theirs lasts two minutes here. */
  int users() {
    double eventsPerUserAndDay = 5.2;
    return (int) Math.max(50, ratePerSecond * 120 / eventsPerUserAndDay);
  }

  /** Events that last until nobody looks any more, whatever the start takes. */
  long events() {
    return ratePerSecond * (length.toSeconds() + 600);
  }
}
