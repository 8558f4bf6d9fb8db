package dev.streamify.bench.hop;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What enrich-streams sets of its clients, for those that it is measured beside. */
final class ClientSettings {
  static final int COMMIT_INTERVAL_MS = 250;
  static final int RECORDS_PER_POLL = 5_000;

  static final Map<String, Object> CONSUMER =
      Map.of(
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest",
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          RECORDS_PER_POLL,
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          4 * 1024 * 1024,
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          6_000,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          1_500);

  static final Map<String, Object> PRODUCER =
      Map.of(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          10_000,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "lz4",
          ProducerConfig.BATCH_SIZE_CONFIG,
          256 * 1024,
          ProducerConfig.LINGER_MS_CONFIG,
          100,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          64 * 1024 * 1024);

  private ClientSettings() {}
}
