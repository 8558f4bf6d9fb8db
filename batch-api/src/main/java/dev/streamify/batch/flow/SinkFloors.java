package dev.streamify.batch.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.contract.SinkDefinition;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Compares up to where a sink has committed, which stands in its table's snapshots, with its
 * control topic. When the topic was made anew, its offsets are below, and the sink takes all that
 * its tasks tell for committed already (apache/iceberg#16360).
 */
final class SinkFloors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<Integer, Long>> OFFSETS = new TypeReference<>() {};

  private SinkFloors() {}

  /** By how many offsets the table is ahead of the control topic; 0 when it is not. */
  static long ahead(SinkDefinition sink, LoadedTable table, KafkaState kafka) {
    Map<Integer, PartitionOffsets> ends = kafka.topic(sink.controlTopic());
    return floor(sink, table).entrySet().stream()
        .filter(floor -> ends.containsKey(floor.getKey()))
        .mapToLong(floor -> Math.max(0, floor.getValue() - ends.get(floor.getKey()).high()))
        .sum();
  }

  private static Map<Integer, Long> floor(SinkDefinition sink, LoadedTable table) {
    String key = "kafka.connect.offsets.%s.%s".formatted(sink.controlTopic(), sink.consumerGroup());
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table.table())) {
      Optional<String> offsets = Optional.ofNullable(snapshot.summary().get(key));
      if (offsets.isPresent()) {
        return parsed(offsets.get());
      }
    }
    return Map.of();
  }

  private static Map<Integer, Long> parsed(String offsets) {
    try {
      return JSON.readValue(offsets, OFFSETS);
    } catch (JsonProcessingException e) {
      // Another version of the sink may write it in another way.
      return Map.of();
    }
  }
}
