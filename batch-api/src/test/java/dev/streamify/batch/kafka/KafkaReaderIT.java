package dev.streamify.batch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.TestBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker. */
class KafkaReaderIT {
  private static final String TOPIC = "enriched_listen_events";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final String VALUE =
      "{\"nested\":{\"_processing_time\":\"1999-01-01T00:00:00Z\"},"
          + "\"_processing_time\":\"2026-01-01T00:00:00.123456Z\"}";

  @TempDir static Path folder;
  private static TestBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = TestBroker.start(folder, TestBroker.freePort());
    broker.createTopics(1);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static KafkaReader reader() {
    return new KafkaReader(
        new KafkaSettings(broker.bootstrapServers(), Map.of()), Clock.systemUTC());
  }

  @Test
  void markersAndAbortedRecordsAreNotWaitedFor() {
    try (KafkaReader reader = reader()) {
      write(3, true);
      write(40, false);
      commit("lag-test", 2);

      KafkaState state =
          reader.look(List.of(TOPIC, "nope"), List.of(TOPIC), List.of("lag-test", "nobody"));

      assertThat(state.topic("nope")).isEmpty();
      assertThat(state.group("nobody").map(GroupState::members).orElse(0)).isZero();
      PartitionOffsets offsets = state.partitions().get(PARTITION);
      assertThat(offsets.low()).isZero();
      assertThat(offsets.lastStable()).isEqualTo(offsets.high()).isEqualTo(45);
      assertThat(state.tails().get(PARTITION))
          .isEqualTo(new Tail(2, Optional.of(Instant.parse("2026-01-01T00:00:00.123456Z"))));
      GroupState group = state.group("lag-test").orElseThrow();
      assertThat(group.state()).isEqualTo("Empty");
      assertThat(state.waiting(PARTITION, group)).isEqualTo(1);

      commit("lag-test", 3);
      KafkaState later = reader.look(List.of(TOPIC), List.of(TOPIC), List.of("lag-test"));
      assertThat(later.waiting(PARTITION, later.group("lag-test").orElseThrow())).isZero();
    }
  }

  @Test
  void aBrokerThatIsAwayIsKnownWithinSeconds() {
    KafkaSettings nowhere = new KafkaSettings("127.0.0.1:" + TestBroker.freePort(), Map.of());
    try (KafkaReader reader = new KafkaReader(nowhere, Clock.systemUTC())) {
      assertThatThrownBy(() -> reader.look(List.of(TOPIC), List.of(), List.of()))
          .isInstanceOf(KafkaUnavailableException.class)
          .hasMessageContaining(nowhere.bootstrapServers());
    }
  }

  private static void write(int records, boolean commit) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < records; i++) {
        var unused = producer.send(new ProducerRecord<>(TOPIC, 0, null, VALUE));
      }
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static void commit(String group, long offset) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(offset)), Duration.ofSeconds(30));
    }
  }
}
