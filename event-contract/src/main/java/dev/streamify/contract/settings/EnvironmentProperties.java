package dev.streamify.contract.settings;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Properties of other people's libraries as environment variables: behind a prefix, in capitals,
 * with {@code __} for {@code -} and {@code _} for {@code .}.
 *
 * <p>{@code STREAMIFY_KAFKA_SASL_JAAS_CONFIG} is Kafka's {@code sasl.jaas.config}. An empty
 * variable counts as one that is not set, as Compose cannot unset one.
 */
public final class EnvironmentProperties {
  /** What stands before the properties of Kafka's clients. */
  public static final String KAFKA_PREFIX = "STREAMIFY_KAFKA_";

  /** What stands before the properties of the Iceberg catalogue. */
  public static final String CATALOG_PREFIX = "STREAMIFY_CATALOG_";

  private EnvironmentProperties() {}

  /**
   * The properties behind a prefix, by their own names.
   *
   * @param environment any variables; those without the prefix are ignored
   * @param prefix with the {@code _} at its end
   */
  public static Map<String, String> of(Map<String, String> environment, String prefix) {
    Map<String, String> properties = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && !value.isBlank()) {
            properties.put(propertyName(name.substring(prefix.length())), value);
          }
        });
    return properties;
  }

  private static String propertyName(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
  }
}
