package dev.streamify.openlineage;

/** A way to send events. */
public interface EventTransport {
  /** What came of an event. */
  sealed interface Outcome {
    /** It arrived. */
    record Sent() implements Outcome {}

    /** Nobody took it; somebody may a little later. */
    record Failed(String why) implements Outcome {}

    /** It was looked at and refused; it will be again. */
    record Refused(String why) implements Outcome {}
  }

  /** Sends an event and waits for the answer, a few seconds at most. Throws nothing. */
  Outcome send(String json);

  /** The way that the settings ask for. */
  static EventTransport of(LineageSettings settings) {
    return settings.transport() == LineageSettings.Transport.HTTP
        ? new HttpTransport(settings.url(), settings.token())
        : new LogTransport();
  }
}
