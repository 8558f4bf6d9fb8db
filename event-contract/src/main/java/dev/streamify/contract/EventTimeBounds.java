package dev.streamify.contract;

import java.time.Duration;
import java.time.Instant;

/**
 * The event times that are believed. A garbage event time would open a partition of its own in
 * every table, so it is rejected.
 *
 * @param earliest the first instant that is believed
 * @param maxAhead how far an event may lie ahead of the clock of the enriching process
 */
public record EventTimeBounds(Instant earliest, Duration maxAhead) {

  /** From 2000-01-01 to one day ahead. */
  public static final EventTimeBounds DEFAULT =
      new EventTimeBounds(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));

  /** Refuses a negative allowance. */
  public EventTimeBounds {
    if (maxAhead.isNegative()) {
      throw new IllegalArgumentException(
          "maxAhead %s is negative: give how far ahead of the clock an event may be"
              .formatted(maxAhead));
    }
  }

  /**
   * Whether an event time is believed.
   *
   * @param eventTimeMs epoch milliseconds, UTC
   * @param nowMs the enriching process's clock, epoch milliseconds
   */
  public boolean contains(long eventTimeMs, long nowMs) {
    return eventTimeMs >= earliest.toEpochMilli() && eventTimeMs <= nowMs + maxAhead.toMillis();
  }
}
