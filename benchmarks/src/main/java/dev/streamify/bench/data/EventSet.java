package dev.streamify.bench.data;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Distinct listens of one UTC day, numbered from 0 in the order of their times: visitors beside
 * each other, each playing a song about every four minutes, twenty to a session.
 *
 * @param day their event date
 * @param series tells apart sets of the same day; no event is in two sets
 * @param size how many
 */
public record EventSet(LocalDate day, int series, int size) {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final long SONG_MS = Duration.ofMinutes(4).toMillis();
  private static final int SONGS_PER_SESSION = 20;
  private static final int MAX_SERIES = 100;
  private static final int MAX_VISITORS = 100_000;
  private static final int MAX_SESSIONS = 1_000;
  private static final int USERS = 100_000;

  /** Refuses sizes for which events would not stay distinct. */
  public EventSet {
    if (size < 1 || size > DAY_MS || series < 0 || series >= MAX_SERIES) {
      throw new IllegalArgumentException(
          "a day needs 1 to %d events and a series below %d, found %d events, series %d"
              .formatted(DAY_MS, MAX_SERIES, size, series));
    }
  }

  /** One of the events, from 0. */
  Listen event(int number) {
    long visitors = Math.min(MAX_VISITORS, Math.max(1, size * SONG_MS / DAY_MS));
    long visitor = number % visitors;
    long step = number / visitors;
    long session = step / SONGS_PER_SESSION % MAX_SESSIONS;
    long sessionId =
        ((day.toEpochDay() * MAX_SERIES + series) * MAX_VISITORS + visitor) * MAX_SESSIONS
            + session;
    long midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return new Listen(
        1 + Mix.below(sessionId, USERS),
        sessionId,
        midnight + number * DAY_MS / size,
        Math.toIntExact(step % SONGS_PER_SESSION),
        Mix.of(sessionId * SONGS_PER_SESSION + step));
  }
}
