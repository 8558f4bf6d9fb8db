package dev.streamify.batch.silver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An event of one of the three silver tables, as far as sessions look at it.
 *
 * @param id tells events apart
 * @param user null for a visitor who is not logged in
 * @param ts epoch milliseconds, UTC
 */
record UserEvent(
    String stream,
    int id,
    Long user,
    long ts,
    long session,
    int item,
    String level,
    String city,
    String state,
    String page,
    String artist,
    String song,
    Double duration) {

  static UserEvent pageView(int id, Long user, long ts, long session, int item, String page) {
    return new UserEvent(
        "page_view_events",
        id,
        user,
        ts,
        session,
        item,
        level(ts),
        "C" + session,
        "S",
        page,
        null,
        null,
        null);
  }

  static UserEvent listen(int id, Long user, long ts, long session, int item, int song) {
    return new UserEvent(
        "listen_events",
        id,
        user,
        ts,
        session,
        item,
        level(ts),
        "C" + session,
        "S",
        null,
        "artist " + song % 3,
        "song " + song,
        100.1 + song / 1000.0);
  }

  static UserEvent login(int id, Long user, long ts, long session, int item) {
    return new UserEvent(
        "auth_events", id, user, ts, session, item, level(ts), null, null, null, null, null, null);
  }

  private static String level(long ts) {
    return ts / 600_000 % 2 == 0 ? "free" : "paid";
  }

  /** Names of the columns of {@link #values()}. */
  String columns() {
    String common =
        "event_id, event_date, userId, ts, sessionId, itemInSession, level, city, state";
    return switch (stream) {
      case "listen_events" -> common + ", artist, song, duration";
      case "page_view_events" -> common + ", page";
      default -> common + ", success";
    };
  }

  String values() {
    String date = Instant.ofEpochMilli(ts).atZone(ZoneOffset.UTC).toLocalDate().toString();
    String common =
        "'%s%d', DATE '%s', %s, %d, %d, %d, '%s', %s, %s"
            .formatted(
                stream.charAt(0),
                id,
                date,
                user,
                ts,
                session,
                item,
                level,
                text(city),
                text(state));
    String own =
        switch (stream) {
          case "listen_events" -> "'%s', '%s', %s".formatted(artist, song, duration);
          case "page_view_events" -> text(page);
          default -> "true";
        };
    return "(" + common + ", " + own + ")";
  }

  private static String text(String value) {
    return Optional.ofNullable(value).map(text -> "'" + text + "'").orElse("NULL");
  }
}
