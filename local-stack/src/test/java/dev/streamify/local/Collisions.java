package dev.streamify.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Other events under the identity of one that is there: more than silver takes for chance. */
final class Collisions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "auth_events";
  private static final int APART = 1_000;

  private Collisions() {}

  static void send(int kafkaPort, int count) throws Exception {
    String servers = "127.0.0.1:" + kafkaPort;
    ObjectNode event = anEvent(servers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        event.put("itemInSession", APART + i);
        producer.send(new ProducerRecord<>(TOPIC, JSON.writeValueAsBytes(event))).get();
      }
    }
  }

  private static ObjectNode anEvent(String servers) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(TOPIC).stream()
              .map(partition -> new TopicPartition(TOPIC, partition.partition()))
              .toList());
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          Optional<ObjectNode> event = event(record.value());
          if (event.isPresent()) {
            return event.get();
          }
        }
      }
    }
    throw new IllegalStateException("there is no event in " + TOPIC);
  }

  /** None, when it is one of the malformed ones. */
  private static Optional<ObjectNode> event(byte[] value) {
    try {
      return value != null
              && JSON.readTree(value) instanceof ObjectNode event
              && event.hasNonNull("userId")
          ? Optional.of(event)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
