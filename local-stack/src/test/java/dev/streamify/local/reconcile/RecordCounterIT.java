package dev.streamify.local.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventContract;
import dev.streamify.local.platform.EmbeddedBroker;
import dev.streamify.local.platform.Topics;
import dev.streamify.local.settings.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCounterIT {
  private static final String TOPIC = "enriched_listen_events";

  @Test
  void committedRecordsAreCountedOnceOverRestarts(@TempDir Path folder) {
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(folder, Ports.free("", 0), Ports.free("", 0));
        Topics topics = new Topics(broker.bootstrapServers())) {
      topics.create(EventContract.standard());
      topics.create(EventContract.standard());
      List<TopicPartition> partitions = topics.partitions(List.of(TOPIC));

      produce(broker, 700, true);
      try (RecordCounter counter = RecordCounter.start(broker.bootstrapServers(), partitions)) {
        awaitCount(counter, 700);
      }
      produce(broker, 400, false);
      produce(broker, 300, true);
      try (RecordCounter counter = RecordCounter.start(broker.bootstrapServers(), partitions)) {
        awaitCount(counter, 1_000);
        produce(broker, 5, true);
        awaitCount(counter, 1_005);
      }
      long offsets =
          topics.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      assertThat(offsets).as("aborted records and markers take offsets too").isGreaterThan(1_405);
    }
  }

  private static void awaitCount(RecordCounter counter, long expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(counter.count(TOPIC)).isEqualTo(expected));
  }

  private static void produce(EmbeddedBroker broker, int records, boolean commit) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < records; i++) {
        byte[] value = ("record " + i).getBytes(UTF_8);
        sent.add(producer.send(new ProducerRecord<>(TOPIC, i % 2, null, value)));
      }
      producer.flush();
      assertThat(sent).allMatch(Future::isDone);
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }
}
