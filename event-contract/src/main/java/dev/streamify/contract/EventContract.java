package dev.streamify.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All streams, and everything that follows from them: topics, tables and sinks.
 *
 * <p>Code asks this object and never repeats a name. Another contract is another list of streams.
 *
 * @param streams the streams, names distinct
 */
public record EventContract(List<EventStream> streams) {
  private static final EventContract STANDARD = new EventContract(StandardStreams.all());

  /** Refuses a contract without streams or with two of one name. */
  public EventContract {
    streams = List.copyOf(streams);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("a contract needs at least one stream");
    }
    Columns.requireDistinct("the contract", streams.stream().map(EventStream::name));
  }

  /** The contract of Eventsim's events. */
  public static EventContract standard() {
    return STANDARD;
  }

  /** The stream of that name, if there is one. */
  public Optional<EventStream> stream(String name) {
    return streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
  }

  /** The sinks: one per stream, and one for all dead letters. */
  public List<SinkDefinition> sinks() {
    return Stream.concat(streams.stream().map(EventStream::bronzeSink), Stream.of(deadLetterSink()))
        .toList();
  }

  /** The sink of all dead letters. */
  public SinkDefinition deadLetterSink() {
    return new SinkDefinition(
        DeadLetter.bronzeTable(), streams.stream().map(EventStream::deadLetterTopic).toList());
  }

  /** Every topic that has to exist before the platform starts. */
  public List<TopicDefinition> topics() {
    return Stream.concat(
            streams.stream().flatMap(EventStream::topics),
            sinks().stream()
                .map(sink -> new TopicDefinition(sink.controlTopic(), TopicRole.CONTROL)))
        .toList();
  }

  /** Every table that has to exist before the platform starts, bronze before silver. */
  public List<TableDefinition> tables() {
    return Stream.of(
            sinks().stream().map(SinkDefinition::table),
            streams.stream().map(EventStream::silverTable),
            Stream.of(UserSessions.silverTable()))
        .flatMap(tables -> tables)
        .toList();
  }
}
