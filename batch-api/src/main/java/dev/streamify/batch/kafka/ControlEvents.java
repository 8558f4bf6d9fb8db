package dev.streamify.batch.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.iceberg.connect.events.AvroUtil;
import org.apache.iceberg.connect.events.Event;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads what sinks say on their control topics from now on. Cost: about four small records for each
 * commit of a sink.
 *
 * <p>Not for several threads.
 */
public final class ControlEvents implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ControlEvents.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /** Connects when it is first asked. */
  public ControlEvents(KafkaSettings settings) {
    this.consumer =
        new KafkaConsumer<>(
            settings.client(
                "control",
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "latest",
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    100,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    Math.toIntExact(PATIENCE.toMillis()))),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Hands on what was said since the last time.
   *
   * @param partitions those of control topics, with their ends
   * @param listener gets the topic and the event
   */
  public void read(
      Map<TopicPartition, PartitionOffsets> partitions, BiConsumer<String, Event> listener) {
    consumer.assign(partitions.keySet());
    Set<TopicPartition> unread = new HashSet<>();
    partitions.forEach(
        (partition, offsets) -> {
          long end = offsets.lastStable();
          // What was said before the first look is history, and a topic made anew begins anew.
          long from = Math.min(next.getOrDefault(partition, end), end);
          consumer.seek(partition, from);
          next.put(partition, end);
          if (from < end) {
            unread.add(partition);
          }
        });
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!unread.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < partitions.get(partition).lastStable()) {
          hand(record, listener);
        }
      }
      unread.removeIf(
          partition -> consumer.position(partition) >= partitions.get(partition).lastStable());
    }
  }

  private static void hand(
      ConsumerRecord<byte[], byte[]> record, BiConsumer<String, Event> listener) {
    Event event;
    try {
      event = AvroUtil.decode(record.value());
    } catch (RuntimeException e) {
      // Another version of the sink, or something that is no event at all.
      LOG.debugf(
          e,
          "Offset %d of %s is no event that this version knows",
          record.offset(),
          record.topic());
      return;
    }
    listener.accept(record.topic(), event);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
