package dev.streamify.batch.replay;

import dev.streamify.batch.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients for a replay; whoever takes one closes it. */
final class ReplayClients {
  private static final int API_TIMEOUT_MS = 30_000;
  private static final int REQUEST_TIMEOUT_MS = 10_000;

  /** Larger than topics take: the broker judges, by what the topic says. */
  private static final int MAX_REQUEST_BYTES = 64 * 1024 * 1024;

  private final KafkaSettings kafka;

  ReplayClients(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Reads dead letters, committed ones only, and keeps the group's offsets. */
  Consumer<byte[], byte[]> letters(String group, int batch) {
    Map<String, Object> own = consumer();
    own.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    return new KafkaConsumer<>(kafka.client("replay-letters", own));
  }

  /** Looks at the raw topic, up to its very end. */
  Consumer<byte[], byte[]> raw() {
    Map<String, Object> own = consumer();
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_UNCOMMITTED.toString());
    return new KafkaConsumer<>(kafka.client("replay-look-back", own));
  }

  private static Map<String, Object> consumer() {
    Map<String, Object> own = new HashMap<>();
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return own;
  }

  /** Writes to the raw topic: idempotent, so that no retry of its own doubles anything. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) MAX_REQUEST_BYTES);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, API_TIMEOUT_MS);
    own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return new KafkaProducer<>(kafka.client("replay", own));
  }

  /**
   * The partitions of a topic.
   *
   * @throws UnknownTopicOrPartitionException when there is no such topic
   */
  static Set<TopicPartition> partitions(Consumer<byte[], byte[]> client, String topic) {
    Set<TopicPartition> partitions =
        client.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .collect(Collectors.toUnmodifiableSet());
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    return partitions;
  }
}
