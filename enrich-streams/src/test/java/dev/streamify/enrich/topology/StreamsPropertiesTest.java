package dev.streamify.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.TopicDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
  @Test
  void theConfigurationIsExactlyOnceAndRecoversQuickly() {
    Properties properties = properties(Map.of());
    StreamsConfig config = new StreamsConfig(properties);
    assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
    Map<String, Object> consumer = config.getMainConsumerConfigs("g", "c", 0);
    assertThat(consumer)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry("heartbeat.interval.ms", 1_500)
        .containsEntry("metadata.recovery.strategy", "rebootstrap");
    Map<String, Object> producer = config.getProducerConfigs("c");
    assertThat(producer)
        .containsEntry("enable.idempotence", true)
        .containsEntry("compression.type", "lz4")
        .containsEntry("transaction.timeout.ms", 10_000)
        .containsEntry("max.request.size", TopicDefinition.MAX_DERIVED_RECORD_BYTES);
  }

  @Test
  void propertiesOfTheDeploymentWin() {
    Properties properties =
        properties(Map.of("security.protocol", "SSL", "producer.linger.ms", "5"));
    assertThat(properties)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("producer.linger.ms", "5");
  }

  @Test
  void settingsThatCouldNotRunAreRefused() {
    assertThatThrownBy(() -> settings(0, Duration.ofMillis(250), Map.of()))
        .hasMessage("0 threads: give at least 1");
    assertThatThrownBy(() -> settings(1, Duration.ofSeconds(10), Map.of()))
        .hasMessageContaining("commit interval PT10S");
  }

  private static Properties properties(Map<String, String> client) {
    return StreamsProperties.of(
        settings(1, Duration.ofMillis(250), client),
        EventContract.standard(),
        RecordLimits.OF_CONTRACT,
        TopologyHarness.CLOCK);
  }

  private static StreamsSettings settings(
      int threads, Duration commitInterval, Map<String, String> client) {
    return new StreamsSettings(
        "app",
        "127.0.0.1:1",
        threads,
        commitInterval,
        Duration.ofSeconds(10),
        Duration.ofSeconds(6),
        -1,
        client);
  }
}
