package dev.streamify.sim.kafka;

import dev.streamify.contract.settings.EnvironmentProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param connectTimeout how long to wait for an answer before feeding begins
 * @param deliveryTimeout how long a record may wait for the broker's confirmation
 * @param clientProperties further properties of the Kafka clients, such as those for security;
 *     those that decide about order and durability are not overridden
 */
public record FeederOptions(
    String bootstrapServers,
    Duration connectTimeout,
    Duration deliveryTimeout,
    Map<String, String> clientProperties) {

  /** Copies the properties. */
  public FeederOptions {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    clientProperties = Map.copyOf(clientProperties);
  }

  /** Without security, 10 s to connect and 60 s to deliver. */
  public static FeederOptions of(String bootstrapServers) {
    return of(bootstrapServers, Map.of());
  }

  /**
   * With what {@code STREAMIFY_KAFKA_*} says of security, 10 s to connect and 60 s to deliver.
   *
   * @param environment any variables
   */
  public static FeederOptions of(String bootstrapServers, Map<String, String> environment) {
    return new FeederOptions(
        bootstrapServers,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        EnvironmentProperties.of(environment, EnvironmentProperties.KAFKA_PREFIX));
  }
}
