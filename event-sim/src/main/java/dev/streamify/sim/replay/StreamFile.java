package dev.streamify.sim.replay;

import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.RawEvent.Kind;
import java.nio.file.Path;
import java.util.Optional;

/** The events of one stream's file, in the file's order. */
final class StreamFile implements AutoCloseable {
  private final EventStream stream;
  private final LineReader lines;
  private final EventTime eventTime;
  private long lastEventTimeMs;
  private Optional<RawEvent> head;

  private StreamFile(EventStream stream, LineReader lines) {
    this.stream = stream;
    this.lines = lines;
    this.eventTime = new EventTime(stream.eventTimeField());
    this.head = read();
  }

  static StreamFile open(EventStream stream, Path file) {
    return new StreamFile(stream, LineReader.open(file));
  }

  /** The next event, which stays the next one. */
  Optional<RawEvent> head() {
    return head;
  }

  /** The next event, which is taken away. */
  RawEvent take() {
    RawEvent taken = head.orElseThrow();
    head = read();
    return taken;
  }

  /** A line without a readable event time keeps its place behind the line before it. */
  private Optional<RawEvent> read() {
    return lines
        .next()
        .map(
            line -> {
              lastEventTimeMs = eventTime.of(line).orElse(lastEventTimeMs);
              return new RawEvent(stream.name(), line, lastEventTimeMs, Kind.BASE);
            });
  }

  @Override
  public void close() {
    lines.close();
  }
}
