package dev.streamify.bench.duckdb;

import dev.streamify.contract.UserSessions;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Sessions in DuckDB's SQL, over the Parquet files of silver_listen_events. */
public final class SessionQueries {
  private static final String COLUMNS =
      "userId, ts, sessionId, itemInSession, artist, song, duration, level, city, state";

  private SessionQueries() {}

  /** All sessions of the events in the files. */
  public static String all(Stream<Path> silver) {
    return sessions(
        "SELECT %s, true AS is_new FROM %s".formatted(COLUMNS, Queries.parquet(silver)));
  }

  /**
   * The sessions with a new event.
   *
   * @param before files of events that those sessions may have had before
   * @param added files of the new events
   */
  public static String touched(Stream<Path> before, Stream<Path> added) {
    String files = Queries.parquet(added);
    return sessions(
        """
        SELECT %1$s, true AS is_new FROM %2$s
        UNION ALL
        SELECT %1$s, false AS is_new FROM %3$s
        WHERE userId IN (SELECT userId FROM %2$s)
        """
            .formatted(COLUMNS, files, Queries.parquet(before)));
  }

  private static String sessions(String events) {
    return """
        SELECT
          sha256(userId || '|' || min(ts)) AS session_id,
          userId AS user_id,
          make_timestamp(min(ts) * 1000) AS session_start,
          make_timestamp(max(ts) * 1000) AS session_end,
          (max(ts) - min(ts)) / 1000.0 AS duration_seconds,
          count(*) AS event_count,
          count(DISTINCT (artist, song)) AS distinct_songs,
          count(DISTINCT artist) AS distinct_artists,
          CAST(sum(CAST(duration AS DECIMAL(20, 6))) AS DOUBLE) AS listened_seconds,
          arg_min(level, (ts, sessionId, itemInSession)) AS level_at_start,
          arg_max(level, (ts, sessionId, itemInSession)) AS level_at_end,
          arg_min(city, (ts, sessionId, itemInSession)) AS city,
          arg_min(state, (ts, sessionId, itemInSession)) AS state,
          list_sort(list(DISTINCT sessionId)) AS native_session_ids,
          CAST(make_timestamp(min(ts) * 1000) AS DATE) AS session_date
        FROM (
          SELECT *, sum(begins) OVER (
            PARTITION BY userId ORDER BY ts ROWS UNBOUNDED PRECEDING) AS session_number
          FROM (
            SELECT *, CASE
              WHEN ts - lag(ts) OVER (PARTITION BY userId ORDER BY ts) > %d THEN 1 ELSE 0
            END AS begins
            FROM (%s)
            WHERE userId IS NOT NULL))
        GROUP BY userId, session_number
        HAVING bool_or(is_new)
        """
        .formatted(UserSessions.MAX_GAP.toMillis(), events);
  }
}
