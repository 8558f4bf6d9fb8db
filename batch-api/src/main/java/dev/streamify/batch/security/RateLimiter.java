package dev.streamify.batch.security;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket for each name. Of the names the most recent are remembered; a forgotten one starts
 * with a full bucket again.
 */
public final class RateLimiter {
  private static final int MAX_NAMES = 10_000;

  private final double perMilli;
  private final double burst;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_NAMES;
        }
      };

  /**
   * Limits a rate.
   *
   * @param tokens how many in the long run
   * @param period in how long
   * @param burst how many at once
   */
  public RateLimiter(int tokens, Duration period, int burst, Clock clock) {
    if (tokens < 1 || burst < 1) {
      throw new SettingsException(
          "streamify.batch.security.limits must be 1 or more, found %d and a burst of %d"
              .formatted(tokens, burst));
    }
    this.perMilli = (double) tokens / period.toMillis();
    this.burst = burst;
    this.clock = clock;
  }

  /**
   * Takes one.
   *
   * @return nothing when there was one, else how long it takes until there is
   */
  public synchronized Optional<Duration> take(String name) {
    long now = clock.millis();
    Bucket old = buckets.getOrDefault(name, new Bucket(burst, now));
    // A clock that is set back gives nothing.
    double filled = Math.min(burst, old.tokens() + Math.max(0, now - old.at()) * perMilli);
    boolean given = filled >= 1;
    buckets.put(name, new Bucket(given ? filled - 1 : filled, now));
    return given
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) Math.ceil((1 - filled) / perMilli)));
  }

  private record Bucket(double tokens, long at) {}
}
