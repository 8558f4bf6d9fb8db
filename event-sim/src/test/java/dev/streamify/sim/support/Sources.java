package dev.streamify.sim.support;

import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sequences of events in tests. */
public final class Sources {
  private Sources() {}

  /** A sequence of given events. */
  public static EventSource of(List<RawEvent> events) {
    Iterator<RawEvent> rest = events.iterator();
    return new EventSource() {
      @Override
      public Optional<RawEvent> next() {
        return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
      }

      @Override
      public OptionalLong expectedRecords() {
        return OptionalLong.of(events.size());
      }

      @Override
      public void close() {}
    };
  }

  /** Reads a sequence to its end and closes it. */
  public static List<RawEvent> drain(EventSource source) {
    List<RawEvent> events = new ArrayList<>();
    try (source) {
      Optional<RawEvent> event = source.next();
      while (event.isPresent()) {
        events.add(event.get());
        event = source.next();
      }
    }
    return events;
  }

  /** SHA-256 over everything that makes up the records, in order. */
  public static String hash(EventSource source) {
    try (source) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Optional<RawEvent> event = source.next();
      while (event.isPresent()) {
        digest.update(event.get().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(event.get().value());
        event = source.next();
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
