package dev.streamify.contract;

import dev.streamify.contract.TableDefinition.Partitioning;
import dev.streamify.contract.TableDefinition.Partitioning.Transform;
import java.time.Duration;
import java.util.List;

/** Listening sessions: what a user did without a longer pause, over all streams. */
public final class UserSessions {
  /** A pause longer than this starts a new session; one of exactly this length does not. */
  public static final Duration MAX_GAP = Duration.ofMinutes(30);

  private static final TableDefinition TABLE =
      new TableDefinition(
          "silver_user_sessions",
          "One row per user and session; anonymous visitors have none.",
          List.of(
              Column.required(
                  "session_id",
                  ColumnType.STRING,
                  "Hex SHA-256 of user_id|session_start in epoch ms."),
              Column.required("user_id", ColumnType.LONG, "The user."),
              Column.required("session_start", ColumnType.TIMESTAMP, "First event, UTC."),
              Column.required("session_end", ColumnType.TIMESTAMP, "Last event, UTC."),
              Column.required(
                  "duration_seconds", ColumnType.DOUBLE, "From first to last event, seconds."),
              Column.required("event_count", ColumnType.LONG, "Events of all streams."),
              Column.required("listen_count", ColumnType.LONG, "Listens."),
              Column.required("page_view_count", ColumnType.LONG, "Page views."),
              Column.required("auth_event_count", ColumnType.LONG, "Authentications."),
              Column.required(
                  "distinct_songs", ColumnType.LONG, "Different songs (by artist and title)."),
              Column.required("distinct_artists", ColumnType.LONG, "Different artists."),
              Column.required(
                  "listened_seconds", ColumnType.DOUBLE, "Sum of the songs' durations, seconds."),
              Column.optional(
                  "level_at_start", ColumnType.STRING, "Subscription at the first event."),
              Column.optional("level_at_end", ColumnType.STRING, "Subscription at the last event."),
              Column.optional("first_page", ColumnType.STRING, "First page viewed."),
              Column.optional("last_page", ColumnType.STRING, "Last page viewed."),
              Column.optional("city", ColumnType.STRING, "City at the first event."),
              Column.optional("state", ColumnType.STRING, "State at the first event."),
              Column.required(
                  "native_session_ids", ColumnType.LONG_LIST, "Producer's session ids, ascending."),
              Column.required("session_date", ColumnType.DATE, "UTC day of the first event.")),
          new Partitioning("session_date", Transform.IDENTITY));

  private UserSessions() {}

  /** The table of sessions. */
  public static TableDefinition silverTable() {
    return TABLE;
  }
}
