package dev.streamify.connect.worker;

import dev.streamify.contract.settings.EnvironmentProperties;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How the Iceberg sink's own Kafka clients, those of its control topic, learn of TLS and sign-in.
 * They are not the worker's: they read the properties file that Kafka's own main class was started
 * with, which they look for in the JVM's command line, and what a sink file says. A sink file could
 * name variables only that are set everywhere.
 *
 * <p>So they get a file. It holds placeholders, which Kafka's clients fill in from the environment
 * themselves: no secret is written to disk.
 */
final class SinkClients {
  private static final String COMMAND_LINE = "sun.java.command";
  private static final String MAIN_CLASS = "org.apache.kafka.connect.cli.ConnectDistributed";

  private SinkClients() {}

  /**
   * Writes the file and has it found, when the environment says anything of Kafka's clients.
   *
   * @throws UnusableSettingsException when the file cannot be written, or not be found by its path
   */
  static void prepare(Map<String, String> environment) {
    Properties properties = properties(environment);
    if (properties.isEmpty()) {
      return;
    }
    Path file = write(properties);
    if (file.toString().contains(" ")) {
      throw new UnusableSettingsException(
          "the folder for temporary files, '%s', has a space in its path, with which sinks do not find %s: set -Djava.io.tmpdir to another"
              .formatted(file.getParent(), file.getFileName()));
    }
    System.setProperty(COMMAND_LINE, MAIN_CLASS + " " + file);
  }

  /** What the file says; empty when there are no further properties. */
  static Properties properties(Map<String, String> environment) {
    Map<String, String> placeholders = new HashMap<>(environment);
    placeholders.replaceAll((name, value) -> value.isBlank() ? value : placeholder(name));
    Properties properties = new Properties();
    properties.putAll(EnvironmentProperties.of(placeholders, EnvironmentProperties.KAFKA_PREFIX));
    if (!properties.isEmpty()) {
      // Without it the sink does not take the file.
      properties.setProperty("bootstrap.servers", placeholder("KAFKA_BOOTSTRAP_SERVERS"));
      properties.setProperty("config.providers", "env");
      properties.setProperty(
          "config.providers.env.class",
          "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    }
    return properties;
  }

  private static String placeholder(String variable) {
    return "${env:" + variable + "}";
  }

  private static Path write(Properties properties) {
    try {
      Path file = Files.createTempFile("sink-clients-", ".properties");
      file.toFile().deleteOnExit();
      try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        properties.store(writer, null);
      }
      return file;
    } catch (IOException e) {
      throw new UnusableSettingsException(
          "cannot write what sinks are told of Kafka below '%s' (%s): make that folder writable, or set -Djava.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir"), e),
          e);
    }
  }
}
