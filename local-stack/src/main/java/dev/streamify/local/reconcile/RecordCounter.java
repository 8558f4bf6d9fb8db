package dev.streamify.local.reconcile;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts committed records of transactional topics. Their offsets cannot be subtracted, as
 * transaction markers and aborted records take offsets too, so every record is read once.
 *
 * <p>The count is kept in the metadata of the committed offset: offset and count are one atomic
 * fact on the broker, so a restart, or a {@code kill -9}, neither counts twice nor starts again.
 */
public final class RecordCounter implements AutoCloseable {
  private static final String GROUP = "local-stack-record-counter";
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> counts = new ConcurrentHashMap<>();
  private final Thread thread;

  private RecordCounter(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    resume(partitions);
    this.thread = new Thread(this::run, "record-counter");
    this.thread.setDaemon(true);
  }

  /** Counts in the background from where the last counter stopped. */
  public static RecordCounter start(String bootstrapServers, List<TopicPartition> partitions) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("group.id", GROUP);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", "20000");
    settings.put("max.partition.fetch.bytes", Integer.toString(8 * 1024 * 1024));
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    RecordCounter counter = new RecordCounter(consumer, partitions);
    counter.thread.start();
    return counter;
  }

  private void resume(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = committed.get(partition);
      counts.put(partition, known == null ? 0 : Long.parseLong(known.metadata()));
      if (known == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, known.offset());
      }
    }
  }

  private void run() {
    try (consumer) {
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
          counts.merge(partition, (long) records.records(partition).size(), Long::sum);
        }
        if (!records.isEmpty()) {
          consumer.commitAsync(positions(records.partitions()), (offsets, failure) -> {});
        }
      }
    } catch (WakeupException e) {
      // Closed: what was not committed is counted again from the last committed count.
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> positions(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : partitions) {
      positions.put(
          partition,
          new OffsetAndMetadata(
              consumer.position(partition), Long.toString(counts.get(partition))));
    }
    return positions;
  }

  /** Committed records of the topic so far. */
  public long count(String topic) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
