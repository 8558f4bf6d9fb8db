package dev.streamify.bench.bronze;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When each record of the raw topics came. */
final class RawTimes {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Gets the time of a record. */
  @FunctionalInterface
  interface Target {
    void accept(String topic, int partition, long offset, long epochMs) throws SQLException;
  }

  private RawTimes() {}

  /** Reads all that is there. */
  static void read(String bootstrapServers, Target target) throws SQLException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          BronzeRig.RAW.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          target.accept(each.topic(), each.partition(), each.offset(), each.timestamp());
        }
      }
    }
  }
}
