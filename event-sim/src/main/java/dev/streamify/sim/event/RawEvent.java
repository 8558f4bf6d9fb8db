package dev.streamify.sim.event;

import java.util.Objects;

/** One record for a raw topic: the bytes as the producer writes them, and what is known of them. */
public final class RawEvent {
  /** What a record is, so that the truth about a load is known. */
  public enum Kind {
    /** An event in its place. */
    BASE,
    /** An event that is delivered later than events that happened after it; otherwise unchanged. */
    LATE,
    /** The exact copy of an event that was delivered before. */
    DUPLICATE,
    /** A corrupted copy of an event, which every consumer has to reject. */
    MALFORMED
  }

  private final String stream;
  private final byte[] value;
  private final long eventTimeMs;
  private final Kind kind;

  /**
   * Makes a record.
   *
   * @param stream name of the stream, which is the raw topic's name too
   * @param value the record's value, not copied: the caller gives it away
   * @param eventTimeMs when the event happened, epoch milliseconds, UTC
   * @param kind what the record is
   */
  public RawEvent(String stream, byte[] value, long eventTimeMs, Kind kind) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.value = Objects.requireNonNull(value, "value");
    this.eventTimeMs = eventTimeMs;
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** The same bytes as another kind of record. */
  public RawEvent as(Kind other) {
    return new RawEvent(stream, value, eventTimeMs, other);
  }

  /** The stream's name. */
  public String stream() {
    return stream;
  }

  /** The record's value; not a copy, so not to be changed. */
  public byte[] value() {
    return value;
  }

  /** When the event happened, epoch milliseconds, UTC. */
  public long eventTimeMs() {
    return eventTimeMs;
  }

  /** What the record is. */
  public Kind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return "%s %s at %s, %s bytes".formatted(kind, stream, eventTimeMs, value.length);
  }
}
