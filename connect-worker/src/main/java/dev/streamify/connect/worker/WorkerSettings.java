package dev.streamify.connect.worker;

import dev.streamify.contract.settings.EnvironmentProperties;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The worker's settings: a properties file with the environment laid over it.
 *
 * <table>
 * <caption>Environment variables</caption>
 * <tr><td>{@code KAFKA_BOOTSTRAP_SERVERS}</td><td>the brokers; the file refers to it</td></tr>
 * <tr><td>{@code STREAMIFY_KAFKA_*}</td><td>further properties of every Kafka client of the worker,
 *     as for TLS and sign-in: {@code STREAMIFY_KAFKA_SECURITY_PROTOCOL} is {@code
 *     security.protocol}</td></tr>
 * <tr><td>{@code CONNECT_*}</td><td>any property of the worker: {@code CONNECT_GROUP_ID} is {@code
 *     group.id}</td></tr>
 * <tr><td>{@code CONNECT_WORKER_PROPERTIES}</td><td>the file</td></tr>
 * <tr><td>{@code CONNECT_METRICS_PORT}, {@code _HOST}, {@code _RULES}</td><td>where metrics are
 *     served (not, when the port is not set or 0; on 127.0.0.1) and the JMX exporter's
 *     rules</td></tr>
 * </table>
 *
 * <p>In names {@code __} stands for {@code -} and {@code _} for {@code .}, as everywhere else.
 *
 * @param worker Kafka Connect's own worker properties; may hold secrets, so they are never printed
 * @param metricRules the JMX exporter's configuration
 * @param metricsHost address that metrics are served on
 * @param metricsPort their port; 0: not served
 */
record WorkerSettings(
    Map<String, String> worker, Path metricRules, String metricsHost, int metricsPort) {
  private static final String CONNECT = "CONNECT_";
  private static final String METRICS = "CONNECT_METRICS_";
  private static final String FILE = "CONNECT_WORKER_PROPERTIES";

  /** Clients of a worker that do not take over its own properties. */
  private static final List<String> CLIENTS = List.of("producer.", "consumer.", "admin.");

  private static final int LARGEST_PORT = 65_535;

  static WorkerSettings of(Map<String, String> environment) {
    Map<String, String> worker = read(required(environment, FILE));
    kafkaClient(environment)
        .forEach(
            (property, value) -> {
              worker.put(property, value);
              CLIENTS.forEach(client -> worker.put(client + property, value));
            });
    Map<String, String> own = new HashMap<>(environment);
    own.keySet().removeIf(name -> name.startsWith(METRICS) || name.equals(FILE));
    worker.putAll(EnvironmentProperties.of(own, CONNECT));
    return new WorkerSettings(
        worker,
        Path.of(environment.getOrDefault(METRICS + "RULES", "jmx-exporter.yml")),
        environment.getOrDefault(METRICS + "HOST", "127.0.0.1"),
        port(environment.getOrDefault(METRICS + "PORT", "0")));
  }

  private static Map<String, String> kafkaClient(Map<String, String> environment) {
    Map<String, String> properties =
        EnvironmentProperties.of(environment, EnvironmentProperties.KAFKA_PREFIX);
    properties.put("bootstrap.servers", required(environment, "KAFKA_BOOTSTRAP_SERVERS"));
    return properties;
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new UnusableSettingsException(
          name
              + " is not set: "
              + (name.equals(FILE)
                  ? "give the path of connect-distributed.properties"
                  : "give the brokers as HOST:PORT,..."));
    }
    return value;
  }

  private static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UnusableSettingsException(
          "%s is '%s', which cannot be read (%s): give the path of connect-distributed.properties"
              .formatted(FILE, file, e),
          e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((name, value) -> settings.put((String) name, (String) value));
    return settings;
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is no port.
    }
    throw new UnusableSettingsException(
        "%sPORT is '%s', which is no port: give a number from 1 to %d, or 0 for none"
            .formatted(METRICS, value, LARGEST_PORT));
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "WorkerSettings" + worker.keySet();
  }
}
