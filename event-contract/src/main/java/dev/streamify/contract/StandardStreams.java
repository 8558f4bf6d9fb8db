package dev.streamify.contract;

import static dev.streamify.contract.ColumnType.BOOLEAN;
import static dev.streamify.contract.ColumnType.DOUBLE;
import static dev.streamify.contract.ColumnType.INT;
import static dev.streamify.contract.ColumnType.LONG;
import static dev.streamify.contract.ColumnType.STRING;
import static dev.streamify.contract.EventField.optional;
import static dev.streamify.contract.EventField.required;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The streams that Eventsim writes. This is the place to add one.
 *
 * <p>Required is what gives an event its identity and its meaning; everything else may be absent,
 * as real visitors are often anonymous. Ranges are physical limits, not expectations: expectations
 * are checks on silver tables.
 */
final class StandardStreams {
  private static final long MAX_SONG_SECONDS = Duration.ofDays(1).toSeconds();

  /** What every step of a visitor carries. */
  private static final List<EventField> STEP =
      List.of(
          required("ts", LONG, "Event time, epoch milliseconds, UTC."),
          required("sessionId", LONG, "The producer's session."),
          optional("auth", STRING, "Guest, Logged In, Logged Out or Cancelled."),
          optional("level", STRING, "Subscription: free or paid."),
          required("itemInSession", INT, "Number of the step in the session.")
              .within(0, Integer.MAX_VALUE));

  /** From where the visitor comes. */
  private static final List<EventField> DEVICE =
      List.of(
          optional("city", STRING, "City."),
          optional("zip", STRING, "Postal code, with leading zeros."),
          optional("state", STRING, "State, two letters."),
          optional("userAgent", STRING, "Browser, often wrapped in literal quotes."),
          optional("lon", DOUBLE, "Longitude, degrees.").within(-180, 180),
          optional("lat", DOUBLE, "Latitude, degrees.").within(-90, 90));

  /** Who the visitor is; absent altogether while nobody is logged in. */
  private static final List<EventField> USER =
      List.of(
          optional("userId", LONG, "The user.").orNumericText(),
          optional("lastName", STRING, "Last name."),
          optional("firstName", STRING, "First name."),
          optional("gender", STRING, "M or F."),
          optional("registration", LONG, "When the user registered, epoch milliseconds, UTC."),
          optional("tag", STRING, "Tag of the simulation that wrote the event."));

  private StandardStreams() {}

  static List<EventStream> all() {
    return List.of(listenEvents(), pageViewEvents(), authEvents());
  }

  private static EventStream listenEvents() {
    return stream(
        "listen_events",
        "One song that a user began to play.",
        List.of(
            required("artist", STRING, "Artist as written by the producer."),
            required("song", STRING, "Title as written by the producer."),
            optional("duration", DOUBLE, "Length of the song, seconds.")
                .within(0, MAX_SONG_SECONDS)));
  }

  private static EventStream pageViewEvents() {
    return stream(
        "page_view_events",
        "One page that a visitor requested; every step of a visitor is one.",
        List.of(
            required("page", STRING, "Name of the page."),
            optional("method", STRING, "HTTP method."),
            optional("status", INT, "HTTP status.").within(100, 599),
            optional("artist", STRING, "On NextSong: the artist."),
            optional("song", STRING, "On NextSong: the title."),
            optional("duration", DOUBLE, "On NextSong: length of the song, seconds.")
                .within(0, MAX_SONG_SECONDS)));
  }

  private static EventStream authEvents() {
    return stream(
        "auth_events",
        "One attempt to log in.",
        List.of(required("success", BOOLEAN, "Whether the attempt succeeded.")));
  }

  private static EventStream stream(String name, String description, List<EventField> own) {
    return new EventStream(
        name,
        description,
        Stream.of(STEP, own, DEVICE, USER).flatMap(List::stream).toList(),
        "ts",
        List.of("userId", "sessionId", "ts"),
        List.of("userId", "sessionId"),
        "itemInSession");
  }
}
