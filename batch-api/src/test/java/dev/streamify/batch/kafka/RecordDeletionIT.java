package dev.streamify.batch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.TestBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker. */
class RecordDeletionIT {
  private static final String TOPIC = "enriched_listen_events";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

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

  @Test
  void recordsAreGoneFromTheBeginningOnly() throws Exception {
    KafkaSettings settings = new KafkaSettings(broker.bootstrapServers(), Map.of());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, "{}")).get();
      }
    }
    try (RecordDeletion deletion = new RecordDeletion(settings);
        KafkaReader reader = new KafkaReader(settings, Clock.systemUTC())) {
      deletion.deleteBefore(Map.of(PARTITION, 7L));
      assertThat(reader.look(List.of(TOPIC), List.of(), List.of()).partitions())
          .containsExactly(Map.entry(PARTITION, new PartitionOffsets(7, 10, 10)));

      assertThatThrownBy(() -> deletion.deleteBefore(Map.of(PARTITION, 11L)))
          .isInstanceOf(KafkaUnavailableException.class)
          .hasMessageContaining("{enriched_listen_events-0=11}");
    }
  }

  @Test
  void aBrokerThatIsAwayIsKnownWithinSeconds() {
    KafkaSettings nowhere = new KafkaSettings("127.0.0.1:" + TestBroker.freePort(), Map.of());
    try (RecordDeletion deletion = new RecordDeletion(nowhere)) {
      assertThatThrownBy(() -> deletion.deleteBefore(Map.of(PARTITION, 1L)))
          .isInstanceOf(KafkaUnavailableException.class)
          .hasMessageContaining(nowhere.bootstrapServers());
    }
  }
}
