package dev.streamify.connect;

import static dev.streamify.contract.EnrichmentColumns.KAFKA_OFFSET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction with offsets of a sink's group does not end, and the documented hand. */
class HangingOffsetsIT {
  private static final EventContract CONTRACT = EventContract.standard();
  private static final SinkDefinition SINK = CONTRACT.sinks().get(0);
  private static final String NAME = SINK.connectorName();
  private static final TopicPartition PARTITION = new TopicPartition(SINK.topics().get(0), 0);

  @TempDir Path folder;
  private LoopbackBroker broker;
  private TestLakehouse lakehouse;
  private ConnectWorker worker;

  @BeforeEach
  void start() throws Exception {
    broker = LoopbackBroker.start(folder.resolve("kafka"));
    broker.create(CONTRACT);
    lakehouse = TestLakehouse.start(folder.resolve("catalog"));
    lakehouse.createTables(CONTRACT);
    Map<String, String> environment = new HashMap<>(lakehouse.environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    worker = new ConnectWorker(folder, environment);
    worker.start();
    worker.register(Path.of("sinks", NAME + ".json"));
  }

  @AfterEach
  void stop() {
    // In the reverse order of their start; each is null when the start failed before it.
    if (worker != null) {
      worker.close();
    }
    if (lakehouse != null) {
      lakehouse.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void theHandBringsASinkBackThatWaitsForATransaction() throws Exception {
    write(0, 5);
    awaitRows(5);
    worker.kill();
    try (KafkaProducer<byte[], byte[]> hanging =
        producer(Map.of("transactional.id", "hanging", "transaction.timeout.ms", 600_000))) {
      hanging.initTransactions();
      leaveOffsets(hanging);
      write(5, 10);
      worker.start();
      worker.awaitRunning(NAME);
      assertThat(offsets(false)).as("offsets that are told").containsKey(PARTITION);
      assertThat(offsets(true)).as("offsets for members").doesNotContainKey(PARTITION);

      worker.send("PUT", "/connectors/" + NAME + "/stop", "");
      worker.awaitStopped(NAME);
      String kept = worker.send("GET", "/connectors/" + NAME + "/offsets", "");
      worker.send("DELETE", "/connectors/" + NAME + "/offsets", "");
      worker.send("PATCH", "/connectors/" + NAME + "/offsets", kept);
      worker.send("PUT", "/connectors/" + NAME + "/resume", "");

      awaitRows(10);
      assertThat(lakehouse.rows(SINK.table(), KAFKA_OFFSET))
          .extracting(row -> row.getField(KAFKA_OFFSET))
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 10).boxed().toList());
      hanging.abortTransaction();
    }
  }

  /** As a member of the sink's group does that is killed before it has ended its transaction. */
  private void leaveOffsets(KafkaProducer<byte[], byte[]> hanging) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            SINK.consumerGroup(),
            "enable.auto.commit",
            false);
    try (KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      member.subscribe(SINK.topics());
      Awaitility.await("the killed member's partitions")
          .atMost(Duration.ofMinutes(1))
          .pollInSameThread()
          .until(
              () -> {
                var unused = member.poll(Duration.ofMillis(100));
                return member.assignment().contains(PARTITION);
              });
      hanging.beginTransaction();
      hanging.sendOffsetsToTransaction(
          Map.of(PARTITION, new OffsetAndMetadata(3)), member.groupMetadata());
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(boolean stable) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets(
              SINK.consumerGroup(), new ListConsumerGroupOffsetsOptions().requireStable(stable))
          .partitionsToOffsetAndMetadata()
          .get();
    }
  }

  private void awaitRows(long rows) {
    Awaitility.await(rows + " rows")
        .atMost(Duration.ofMinutes(2))
        .until(() -> lakehouse.rowCount(SINK.table()) >= rows);
  }

  private void write(long from, long to) throws Exception {
    ObjectNode record = SampleRecords.of(SINK.table());
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (long number = from; number < to; number++) {
        record.put(KAFKA_OFFSET, number);
        byte[] value = record.toString().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(PARTITION.topic(), 0, null, value)).get();
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(own);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
