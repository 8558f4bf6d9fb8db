package dev.streamify.enrich.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventTimeBounds;
import dev.streamify.enrich.topology.StreamsSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnrichConfigTest {
  @Test
  void theDefaultsAreTheDocumentedOnes() {
    EnrichConfig config = config(Map.of());
    assertThat(config.toStreamsSettings(Map.of()))
        .isEqualTo(
            new StreamsSettings(
                "enrich-streams",
                "127.0.0.1:9092",
                1,
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                Duration.ofSeconds(6),
                -1,
                Map.of()));
    assertThat(config.eventTime().toBounds()).isEqualTo(EventTimeBounds.DEFAULT);
    assertThat(config.startupTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void everythingCanBeSetInTheEnvironment() {
    EnrichConfig config =
        config(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,kafka-2:9092",
                "STREAMIFY_ENRICH_APPLICATION_ID", "enrich-2",
                "STREAMIFY_ENRICH_THREADS", "2",
                "STREAMIFY_ENRICH_COMMIT_INTERVAL", "1s",
                "STREAMIFY_ENRICH_EVENT_TIME_EARLIEST", "2020-01-01T00:00:00Z",
                "STREAMIFY_ENRICH_EVENT_TIME_MAX_AHEAD", "5m",
                "STREAMIFY_ENRICH_STARTUP_TIMEOUT", "5m"));
    assertThat(config.bootstrapServers()).isEqualTo("kafka-1:9092,kafka-2:9092");
    assertThat(config.applicationId()).isEqualTo("enrich-2");
    assertThat(config.threads()).isEqualTo(2);
    assertThat(config.commitInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.startupTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.eventTime().toBounds())
        .isEqualTo(
            new EventTimeBounds(Instant.parse("2020-01-01T00:00:00Z"), Duration.ofMinutes(5)));
  }

  private static EnrichConfig config(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(applicationProperties(), "application", 250))
        .withSources(new EnvConfigSource(environment, 300))
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(EnrichConfig.class)
        .build()
        .getConfigMapping(EnrichConfig.class);
  }

  private static Map<String, String> applicationProperties() {
    Properties properties = new Properties();
    try (InputStream in = EnrichConfig.class.getResourceAsStream("/application.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith("streamify."))
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
