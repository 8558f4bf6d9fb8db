package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.tables.LoadedTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All streams at one moment.
 *
 * @param seenAt that moment, UTC
 * @param streams in the order of the contract
 * @param kafka what Kafka told; absent while it is away
 * @param kafkaTrouble why it is away
 * @param resets partitions whose end went backwards since the look before
 * @param tables all tables by name; none while the catalog is away
 * @param catalogTrouble why the catalog is away
 * @param floors by sink, by how many offsets its table is ahead of the sink's control topic
 */
public record FlowState(
    Instant seenAt,
    List<StreamFlow> streams,
    Optional<KafkaState> kafka,
    Optional<String> kafkaTrouble,
    List<TopicReset> resets,
    Map<String, LoadedTable> tables,
    Optional<String> catalogTrouble,
    Map<String, Long> floors) {

  /** Copies the collections. */
  public FlowState {
    streams = List.copyOf(streams);
    resets = List.copyOf(resets);
    tables = Map.copyOf(tables);
    floors = Map.copyOf(floors);
  }

  /** The stream of that name. */
  public Optional<StreamFlow> stream(String name) {
    return streams.stream().filter(flow -> flow.stream().equals(name)).findFirst();
  }
}
