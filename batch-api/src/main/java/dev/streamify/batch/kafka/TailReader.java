package dev.streamify.batch.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EnrichmentColumns;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the last records of partitions. The end of a partition that is written in transactions is a
 * marker, so its offset alone does not tell whether a reader has everything.
 */
final class TailReader implements AutoCloseable {
  /** A marker follows one record at least; what was aborted is passed over too. */
  private static final int FIRST_REACH = 8;

  private static final int FARTHEST_REACH = 2_048;
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> TIMES =
      Set.of(EnrichmentColumns.PROCESSING_TIME, DeadLetter.REJECTED_AT);

  private final Consumer<byte[], byte[]> consumer;
  private final Duration patience;
  private final Map<TopicPartition, Long> readTo = new HashMap<>();
  private final Map<TopicPartition, Tail> known = new HashMap<>();

  TailReader(KafkaSettings settings, Duration patience) {
    this.consumer =
        new KafkaConsumer<>(
            settings.client(
                "tails",
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    100,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    64 * 1024)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.patience = patience;
  }

  /** The last record of each partition up to its last stable offset. */
  Map<TopicPartition, Tail> read(Map<TopicPartition, PartitionOffsets> partitions) {
    known.keySet().retainAll(partitions.keySet());
    Set<TopicPartition> grown = new HashSet<>();
    partitions.forEach(
        (partition, offsets) -> {
          if (offsets.lastStable() <= offsets.low()) {
            known.remove(partition);
          } else if (!Long.valueOf(offsets.lastStable()).equals(readTo.get(partition))) {
            grown.add(partition);
          }
        });
    for (int reach = FIRST_REACH; !grown.isEmpty() && reach <= FARTHEST_REACH; reach *= 16) {
      grown.removeAll(read(partitions, grown, reach));
    }
    return Map.copyOf(known);
  }

  /**
   * Reads from so many offsets before the ends.
   *
   * @return where a record was found
   */
  private Set<TopicPartition> read(
      Map<TopicPartition, PartitionOffsets> partitions, Set<TopicPartition> wanted, int reach) {
    consumer.assign(wanted);
    for (TopicPartition partition : wanted) {
      PartitionOffsets offsets = partitions.get(partition);
      consumer.seek(partition, Math.max(offsets.low(), offsets.lastStable() - reach));
    }
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
    Set<TopicPartition> unread = new HashSet<>(wanted);
    long deadline = System.nanoTime() + patience.toNanos();
    while (!unread.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < partitions.get(partition).lastStable()) {
          last.put(partition, record);
        }
      }
      unread.removeIf(
          partition -> consumer.position(partition) >= partitions.get(partition).lastStable());
    }
    consumer.unsubscribe();
    last.forEach(
        (partition, record) -> {
          known.put(partition, new Tail(record.offset(), processedAt(record.value())));
          readTo.put(partition, partitions.get(partition).lastStable());
        });
    return last.keySet();
  }

  /** Of an enriched record or a dead letter; both are flat. */
  private static Optional<Instant> processedAt(byte[] value) {
    if (value == null) {
      return Optional.empty();
    }
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = TIMES.contains(json.currentName());
        json.nextToken();
        if (wanted) {
          return Optional.of(Instant.parse(json.getText()));
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (IOException | DateTimeException e) {
      // A raw record may hold anything.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
