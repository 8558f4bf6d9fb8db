package dev.streamify.enrich.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.enrich.record.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once, seen from outside, with the process killed while it works. */
class KilledProcessIT {
  private static final int PARTITIONS = 2;
  private static final int KILLS = 3;
  private static final int RECORDS_BETWEEN_KILLS = 3_000;
  private static final int EVERY_BAD = 100;
  private static final String RAW = "listen_events";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Raw partition and offset, and how often a committed record came from there. */
  private final Map<String, Integer> seen = new TreeMap<>();

  private final AtomicBoolean loading = new AtomicBoolean(true);

  @Test
  void everyRawOffsetIsInExactlyOneOutputRecordThoughTheProcessIsKilledAgainAndAgain()
      throws Exception {
    try (TestBroker broker = TestBroker.start(folder, TestBroker.freePort());
        KafkaConsumer<byte[], byte[]> output = committedReader(broker)) {
      broker.createTopics(PARTITIONS);
      output.subscribe(List.of("enriched_" + RAW, RAW + "_dead_letters"));
      Thread load = new Thread(() -> load(broker), "load");
      load.start();
      PackagedApp app = PackagedApp.start(broker.bootstrapServers(), Map.of());
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          readUntilWorkOfThisProcess(output, broker);
          app.kill();
          app = PackagedApp.start(broker.bootstrapServers(), Map.of());
        }
        readUntilWorkOfThisProcess(output, broker);
        assertThat(app.nativeLibraries().orElse("liblz4-java"))
            .as("native libraries: compression in Java would be a third of the CPU time")
            .contains("liblz4-java");
        loading.set(false);
        load.join();
        readUntil(output, Math.toIntExact(total(rawEnds(broker))));
        drain(output);
      } finally {
        loading.set(false);
        load.join();
        app.close();
      }
      assertThat(seen.values()).containsOnly(1);
      rawEnds(broker)
          .forEach(
              (partition, end) -> {
                for (long offset = 0; offset < end; offset++) {
                  assertThat(seen).containsKey(position(partition.partition(), offset));
                }
              });
    }
  }

  /** Valid events and some that are not, as long as the test needs them. */
  private void load(TestBroker broker) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "linger.ms",
                "5",
                "buffer.memory",
                "4194304"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; loading.get(); i++) {
        String value = i % EVERY_BAD == 0 ? bad(i) : Events.with("\"userId\":" + i);
        Future<RecordMetadata> sent =
            producer.send(new ProducerRecord<>(RAW, i % PARTITIONS, null, Events.utf8(value)));
        if (i % 50 == 0) {
          // Paces the load to what the broker acknowledges: it lasts as long as the kills.
          sent.get();
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the load could not be sent", e);
    }
  }

  /** The first one is as large as producers may send, and six times as large in its envelope. */
  private static String bad(int number) {
    return number == 0 ? "\u0001".repeat(1_000_000) : "bad " + number;
  }

  /** More than the topics held when the process began: its predecessors did not write it all. */
  private void readUntilWorkOfThisProcess(KafkaConsumer<byte[], byte[]> output, TestBroker broker)
      throws Exception {
    readUntil(output, Math.toIntExact(total(rawEnds(broker))) + RECORDS_BETWEEN_KILLS);
  }

  private void readUntil(KafkaConsumer<byte[], byte[]> output, int records) throws IOException {
    poll(output, () -> seen.size() >= records);
  }

  /** Reads to the end, as a record that was written twice may come last. */
  private void drain(KafkaConsumer<byte[], byte[]> output) throws IOException {
    Map<TopicPartition, Long> ends = output.endOffsets(output.assignment());
    poll(
        output,
        () ->
            ends.entrySet().stream()
                .allMatch(end -> output.position(end.getKey()) >= end.getValue()));
  }

  private void poll(KafkaConsumer<byte[], byte[]> output, BooleanSupplier done) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%d records are there", seen.size()).isLessThan(deadline);
      for (ConsumerRecord<byte[], byte[]> record : output.poll(Duration.ofMillis(200))) {
        seen.merge(origin(JSON.readTree(record.value())), 1, Integer::sum);
      }
    }
  }

  private static String origin(JsonNode record) {
    return record.has(EnrichmentColumns.KAFKA_OFFSET)
        ? position(
            record.get(EnrichmentColumns.KAFKA_PARTITION).intValue(),
            record.get(EnrichmentColumns.KAFKA_OFFSET).longValue())
        : position(
            record.get(DeadLetter.SOURCE_PARTITION).intValue(),
            record.get(DeadLetter.SOURCE_OFFSET).longValue());
  }

  private static String position(int partition, long offset) {
    return partition + "/" + offset;
  }

  private static long total(Map<TopicPartition, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<TopicPartition, Long> rawEnds(TestBroker broker) {
    try (KafkaConsumer<byte[], byte[]> consumer = committedReader(broker)) {
      return consumer.endOffsets(List.of(new TopicPartition(RAW, 0), new TopicPartition(RAW, 1)));
    }
  }

  private static KafkaConsumer<byte[], byte[]> committedReader(TestBroker broker) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            "verifier",
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "metadata.max.age.ms",
            "1000"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
