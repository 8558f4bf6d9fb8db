package dev.streamify.bench.hop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One thread that polls, sends and commits in a transaction per poll. */
final class ByteCopy implements Runnable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> consumer = new HashMap<>(ClientSettings.CONSUMER);
  private final Map<String, Object> producer = new HashMap<>(ClientSettings.PRODUCER);

  ByteCopy(String bootstrapServers, String group) {
    consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> in =
            new KafkaConsumer<>(
                consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> out =
            new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
      out.initTransactions();
      in.subscribe(HopTopics.RAW);
      while (!Thread.currentThread().isInterrupted()) {
        copy(in, out);
      }
    }
  }

  private static void copy(KafkaConsumer<byte[], byte[]> in, KafkaProducer<byte[], byte[]> out) {
    ConsumerRecords<byte[], byte[]> records = in.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    out.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      // The commit fails when a send has failed.
      var unused =
          out.send(
              new ProducerRecord<>(
                  HopTopics.copyOf(record.topic()),
                  null,
                  record.timestamp(),
                  record.key(),
                  record.value(),
                  record.headers()));
    }
    out.sendOffsetsToTransaction(records.nextOffsets(), in.groupMetadata());
    out.commitTransaction();
  }
}
