package dev.streamify.batch.silver;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sessions in plain Java, by the definition and by nothing that the product uses. Durations count
 * in microseconds.
 */
final class SessionOracle {
  private static final long GAP_MS = 30 * 60 * 1000;
  private static final Comparator<UserEvent> ORDER =
      Comparator.comparingLong(UserEvent::ts)
          .thenComparingLong(UserEvent::session)
          .thenComparingInt(UserEvent::item)
          .thenComparing(UserEvent::stream);

  private SessionOracle() {}

  /** All sessions of the events, each as one line of text, in order. */
  static List<String> sessions(Collection<UserEvent> events) {
    Map<Long, List<UserEvent>> byUser =
        events.stream()
            .filter(event -> event.user() != null)
            .collect(Collectors.groupingBy(UserEvent::user, TreeMap::new, Collectors.toList()));
    List<String> sessions = new ArrayList<>();
    for (List<UserEvent> ofUser : byUser.values()) {
      List<UserEvent> session = new ArrayList<>();
      for (UserEvent event : ofUser.stream().sorted(ORDER).toList()) {
        if (!session.isEmpty() && event.ts() - last(session).ts() > GAP_MS) {
          sessions.add(line(session));
          session = new ArrayList<>();
        }
        session.add(event);
      }
      sessions.add(line(session));
    }
    return sessions.stream().sorted().toList();
  }

  private static UserEvent last(List<UserEvent> session) {
    return session.get(session.size() - 1);
  }

  private static String line(List<UserEvent> session) {
    UserEvent first = session.get(0);
    UserEvent last = last(session);
    List<UserEvent> listens = of(session, "listen_events");
    List<UserEvent> pages = of(session, "page_view_events");
    BigDecimal listened =
        listens.stream()
            .map(UserEvent::duration)
            .map(seconds -> BigDecimal.valueOf(seconds).setScale(6, RoundingMode.HALF_UP))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    LocalDate date = Instant.ofEpochMilli(first.ts()).atZone(ZoneOffset.UTC).toLocalDate();
    return List.of(
            sha256(first.user() + "|" + first.ts()),
            first.user(),
            first.ts(),
            last.ts(),
            (last.ts() - first.ts()) / 1000.0,
            session.size(),
            listens.size(),
            pages.size(),
            of(session, "auth_events").size(),
            distinct(listens, event -> event.artist() + "\0" + event.song()),
            distinct(listens, UserEvent::artist),
            listened.doubleValue(),
            text(first.level()),
            text(last.level()),
            pages.isEmpty() ? "null" : text(pages.get(0).page()),
            pages.isEmpty() ? "null" : text(last(pages).page()),
            text(first.city()),
            text(first.state()),
            session.stream().map(UserEvent::session).distinct().sorted().toList(),
            date)
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining(";"));
  }

  private static List<UserEvent> of(List<UserEvent> session, String stream) {
    return session.stream().filter(event -> event.stream().equals(stream)).toList();
  }

  private static long distinct(List<UserEvent> events, Function<UserEvent, Object> of) {
    return events.stream().map(of).distinct().count();
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "null");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
