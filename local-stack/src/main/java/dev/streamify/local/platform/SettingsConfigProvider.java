package dev.streamify.local.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Stands in for Kafka's {@code EnvVarConfigProvider} where the worker shares a JVM with the stack:
 * a JVM cannot set its own environment, so the values come as the provider's parameters. The sink
 * files stay the same.
 */
public final class SettingsConfigProvider implements ConfigProvider {
  private final Map<String, String> values = new HashMap<>();

  @Override
  public void configure(Map<String, ?> parameters) {
    parameters.forEach((key, value) -> values.put(key, String.valueOf(value)));
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(Map.copyOf(values));
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    Map<String, String> found = new HashMap<>(values);
    found.keySet().retainAll(keys);
    return new ConfigData(found);
  }

  @Override
  public void close() {}
}
