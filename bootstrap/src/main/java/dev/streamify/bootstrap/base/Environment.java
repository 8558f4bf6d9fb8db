package dev.streamify.bootstrap.base;

import dev.streamify.contract.settings.EnvironmentProperties;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings, which come from environment variables alone.
 *
 * @param variables by name; may hold secrets, so they are never printed
 */
public record Environment(Map<String, String> variables) {
  private static final String TIMEOUT = "STREAMIFY_BOOTSTRAP_TIMEOUT";

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** A variable that is set to something. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /**
   * A variable that has to be set.
   *
   * @param meaning what to set it to
   */
  public String required(String name, String meaning) {
    return optional(name)
        .orElseThrow(
            () -> BootstrapException.unusable("%s is not set: give %s".formatted(name, meaning)));
  }

  /** A URL; without one the default. */
  public URI url(String name, String otherwise) {
    String value = optional(name).orElse(otherwise);
    try {
      URI url = new URI(value);
      if (url.getHost() != null && ("" + url.getScheme()).matches("https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, as for a URL of another kind.
    }
    throw BootstrapException.unusable(
        "%s is '%s': give a URL such as %s".formatted(name, value, otherwise));
  }

  /** A switch; without one the default. */
  public boolean flag(String name, boolean otherwise) {
    String value = optional(name).orElse(Boolean.toString(otherwise)).toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      throw BootstrapException.unusable("%s is '%s': give true or false".formatted(name, value));
    }
    return Boolean.parseBoolean(value);
  }

  /** A number from 1 on; without one nothing. */
  public Optional<Integer> number(String name, int most) {
    return optional(name)
        .map(
            value -> {
              if (value.matches("[1-9]\\d{0,5}") && Integer.parseInt(value) <= most) {
                return Integer.parseInt(value);
              }
              throw BootstrapException.unusable(
                  "%s is '%s': give a number from 1 to %d".formatted(name, value, most));
            });
  }

  /** How long to wait for a server: {@code STREAMIFY_BOOTSTRAP_TIMEOUT} in seconds, 120. */
  public Patience patience() {
    return new Patience(Duration.ofSeconds(number(TIMEOUT, 86_400).orElse(120)));
  }

  /** Properties of Kafka's clients: where the brokers are, and {@code STREAMIFY_KAFKA_*}. */
  public Map<String, Object> kafkaClient() {
    Map<String, Object> properties =
        new TreeMap<>(EnvironmentProperties.of(variables, EnvironmentProperties.KAFKA_PREFIX));
    properties.put(
        "bootstrap.servers", required("KAFKA_BOOTSTRAP_SERVERS", "the brokers as HOST:PORT,..."));
    return properties;
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "Environment" + new TreeMap<>(variables).keySet();
  }
}
