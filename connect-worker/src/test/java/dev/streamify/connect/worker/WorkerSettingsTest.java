package dev.streamify.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerSettingsTest {
  private static final String FILE =
      Path.of("../connect-config/worker/connect-distributed.properties").toString();

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of("CONNECT_WORKER_PROPERTIES", FILE, "KAFKA_BOOTSTRAP_SERVERS", "broker:9092"));

  @Test
  void the_file_is_what_counts_where_the_environment_is_silent() {
    assertThat(WorkerSettings.of(environment).worker())
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("group.id", "streamify-connect")
        .doesNotContainKey("worker.properties");
  }

  @Test
  void a_variable_sets_any_property_of_the_worker() {
    environment.put("CONNECT_GROUP_ID", "another");
    environment.put("CONNECT_CONFIG_STORAGE_REPLICATION_FACTOR", "1");

    assertThat(WorkerSettings.of(environment).worker())
        .containsEntry("group.id", "another")
        .containsEntry("config.storage.replication.factor", "1");
  }

  @Test
  void how_kafka_is_reached_holds_for_every_client_of_the_worker() {
    environment.put("STREAMIFY_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");

    assertThat(WorkerSettings.of(environment).worker())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("producer.security.protocol", "SASL_SSL")
        .containsEntry("consumer.security.protocol", "SASL_SSL")
        .containsEntry("admin.security.protocol", "SASL_SSL");
  }

  @Test
  void metrics_are_served_on_loopback_and_only_when_asked_for() {
    assertThat(WorkerSettings.of(environment).metricsPort()).isZero();

    environment.put("CONNECT_METRICS_PORT", "9404");
    WorkerSettings settings = WorkerSettings.of(environment);

    assertThat(settings.metricsPort()).isEqualTo(9404);
    assertThat(settings.metricsHost()).isEqualTo("127.0.0.1");
    assertThat(settings.worker()).doesNotContainKey("metrics.port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "many", ""})
  void a_port_that_is_none_is_refused(String port) {
    environment.put("CONNECT_METRICS_PORT", port);

    assertThatThrownBy(() -> WorkerSettings.of(environment))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("CONNECT_METRICS_PORT is '" + port + "'");
  }

  @Test
  void without_brokers_or_file_it_says_what_to_set() {
    assertThatThrownBy(() -> WorkerSettings.of(Map.of("CONNECT_WORKER_PROPERTIES", FILE)))
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is not set");
    assertThatThrownBy(() -> WorkerSettings.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092")))
        .hasMessageContaining("CONNECT_WORKER_PROPERTIES is not set");
    environment.put("CONNECT_WORKER_PROPERTIES", "/nowhere");
    assertThatThrownBy(() -> WorkerSettings.of(environment)).hasMessageContaining("/nowhere");
  }

  @Test
  void values_are_never_shown() {
    environment.put("STREAMIFY_KAFKA_SASL_JAAS_CONFIG", "password=\"hidden\"");

    assertThat(WorkerSettings.of(environment).toString())
        .contains("sasl.jaas.config")
        .doesNotContain("hidden");
  }
}
