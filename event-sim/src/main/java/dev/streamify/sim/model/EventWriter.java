package dev.streamify.sim.model;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.RawEvent.Kind;
import dev.streamify.sim.wire.Encoded;
import dev.streamify.sim.wire.JsonBuffer;
import java.util.Queue;

/**
 * Writes a visitor's step as the events that Eventsim writes of it: fields and their order are part
 * of the format. Streams that the contract lacks are left out.
 */
final class EventWriter {
  private static final String LISTENS = "listen_events";
  private static final String PAGE_VIEWS = "page_view_events";
  private static final String AUTHS = "auth_events";
  private static final String STATUS_CHANGES = "status_change_events";

  private static final Encoded OPEN = Encoded.of("{");
  private static final Encoded COMMA = Encoded.of(",");
  private static final Encoded CLOSE = Encoded.of("}\n");
  private static final Encoded OPEN_TS = Encoded.of("{\"ts\":");
  private static final Encoded TS = Encoded.of(",\"ts\":");
  private static final Encoded SESSION = Encoded.of(",\"sessionId\":");
  private static final Encoded SUCCEEDED = Encoded.of(",\"success\":true}\n");
  private static final Encoded FAILED = Encoded.of(",\"success\":false}\n");

  private final boolean writesListens;
  private final boolean writesPageViews;
  private final boolean writesAuths;
  private final boolean writesStatusChanges;
  private final JsonBuffer json = new JsonBuffer();

  EventWriter(EventContract contract) {
    writesListens = knows(contract, LISTENS);
    writesPageViews = knows(contract, PAGE_VIEWS);
    writesAuths = knows(contract, AUTHS);
    writesStatusChanges = knows(contract, STATUS_CHANGES);
  }

  private static boolean knows(EventContract contract, String stream) {
    return contract.stream(stream).isPresent();
  }

  /** How many events the visitor's step is. */
  int count(Visitor visitor) {
    VisitorState state = visitor.state();
    return (writesPageViews ? 1 : 0)
        + (writesListens && state.isSong() ? 1 : 0)
        + (writesAuths && visitor.isAfterLogin() ? 1 : 0)
        + (writesStatusChanges && state.changesStatus() ? 1 : 0);
  }

  /**
   * Appends the events of the visitor's step.
   *
   * @param eventTimeMs when it happens, epoch milliseconds
   */
  void write(Visitor visitor, long eventTimeMs, Queue<RawEvent> events) {
    VisitorState state = visitor.state();
    if (writesListens && state.isSong()) {
      events.add(event(LISTENS, listen(visitor, eventTimeMs), eventTimeMs));
    }
    if (writesStatusChanges && state.changesStatus()) {
      events.add(event(STATUS_CHANGES, statusChange(visitor, eventTimeMs), eventTimeMs));
    }
    if (writesAuths && visitor.isAfterLogin()) {
      events.add(event(AUTHS, auth(visitor, eventTimeMs), eventTimeMs));
    }
    if (writesPageViews) {
      events.add(event(PAGE_VIEWS, pageView(visitor, eventTimeMs), eventTimeMs));
    }
  }

  private static RawEvent event(String stream, byte[] value, long eventTimeMs) {
    return new RawEvent(stream, value, eventTimeMs, Kind.BASE);
  }

  private byte[] listen(Visitor visitor, long eventTimeMs) {
    json.append(OPEN).append(visitor.song().json()).append(TS);
    appendStep(visitor, eventTimeMs, visitor.state().listenJson());
    return json.append(CLOSE).take();
  }

  private byte[] statusChange(Visitor visitor, long eventTimeMs) {
    json.append(OPEN_TS);
    appendStep(visitor, eventTimeMs, visitor.state().listenJson());
    return json.append(CLOSE).take();
  }

  private byte[] auth(Visitor visitor, long eventTimeMs) {
    json.append(OPEN_TS);
    appendStep(visitor, eventTimeMs, visitor.state().authJson());
    return json.append(visitor.state().isLoggedIn() ? SUCCEEDED : FAILED).take();
  }

  private byte[] pageView(Visitor visitor, long eventTimeMs) {
    json.append(OPEN_TS);
    appendStep(visitor, eventTimeMs, visitor.state().pageViewJson());
    if (visitor.state().isSong()) {
      json.append(COMMA).append(visitor.song().json());
    }
    return json.append(CLOSE).take();
  }

  private void appendStep(Visitor visitor, long eventTimeMs, Encoded situation) {
    json.append(eventTimeMs)
        .append(SESSION)
        .append(visitor.session())
        .append(situation)
        .append(visitor.item())
        .append(visitor.device());
    if (visitor.state().showsUser()) {
      json.append(visitor.user());
    }
  }
}
