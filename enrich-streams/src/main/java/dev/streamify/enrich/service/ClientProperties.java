package dev.streamify.enrich.service;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kafka client properties from the environment, as for TLS and SASL: {@code
 * STREAMIFY_KAFKA_SECURITY_PROTOCOL} is {@code security.protocol} (prefix off, lower case, {@code
 * __} is {@code -}, {@code _} is a dot).
 */
final class ClientProperties {
  private static final String PREFIX = "STREAMIFY_KAFKA_";

  private ClientProperties() {}

  static Map<String, String> of(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(PREFIX))
        .collect(Collectors.toMap(variable -> name(variable.getKey()), Map.Entry::getValue));
  }

  private static String name(String variable) {
    return variable
        .substring(PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace("__", "-")
        .replace('_', '.');
  }
}
