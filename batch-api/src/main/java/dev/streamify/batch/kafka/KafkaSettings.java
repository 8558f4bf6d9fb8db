package dev.streamify.batch.kafka;

import dev.streamify.contract.settings.EnvironmentProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How Kafka is reached, as client properties.
 *
 * <p>{@code KAFKA_BOOTSTRAP_SERVERS} says where it is. What else its clients need, as for TLS and
 * SASL, comes from variables that every process of the platform reads alike: {@code
 * STREAMIFY_KAFKA_SECURITY_PROTOCOL} is {@code security.protocol} (prefix off, lower case, {@code
 * __} is {@code -}, {@code _} is a dot).
 *
 * @param bootstrapServers {@code host:port,…}
 * @param properties further client properties; may hold secrets, so they are never printed
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
  /** Copies the properties. */
  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads the settings from variables.
   *
   * @param variables any variables; those without the prefix are ignored
   */
  public static KafkaSettings of(String bootstrapServers, Map<String, String> variables) {
    return new KafkaSettings(
        bootstrapServers, EnvironmentProperties.of(variables, EnvironmentProperties.KAFKA_PREFIX));
  }

  /**
   * What a client gets.
   *
   * @param purpose names the client in the broker's logs, {@code batch-api-<purpose>}
   * @param own the client's own settings
   */
  public Map<String, Object> client(String purpose, Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, "batch-api-" + purpose);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.putAll(properties);
    return all;
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[%s, %s]".formatted(bootstrapServers, new TreeMap<>(properties).keySet());
  }
}
