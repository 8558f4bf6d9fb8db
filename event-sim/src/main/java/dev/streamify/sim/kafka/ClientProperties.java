package dev.streamify.sim.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the Kafka clients. */
final class ClientProperties {
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int BUFFER_BYTES = 32 * 1024 * 1024;

  private ClientProperties() {}

  static Map<String, Object> admin(FeederOptions options) {
    int timeoutMs = Math.toIntExact(options.connectTimeout().toMillis());
    Map<String, Object> properties = new HashMap<>(options.clientProperties());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(5_000, timeoutMs));
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
    return properties;
  }

  /**
   * Idempotence and one request at a time keep the order of a partition without gaps, which
   * resuming relies on. With several requests under way a new partition can take the second batch
   * as its first, when the first came before the broker knew that it leads the partition; the first
   * is refused from then on. The rest makes few large requests out of many small records.
   */
  static Map<String, Object> producer(FeederOptions options) {
    int deliveryMs = Math.toIntExact(options.deliveryTimeout().toMillis());
    int lingerMs = 20;
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.putAll(options.clientProperties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryMs);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.max(1, Math.min(10_000, deliveryMs - lingerMs)));
    return properties;
  }
}
