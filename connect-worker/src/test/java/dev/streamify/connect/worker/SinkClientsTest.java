package dev.streamify.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkClientsTest {
  @Test
  void variables_are_named_and_never_their_values() {
    assertThat(
            SinkClients.properties(
                Map.of(
                    "STREAMIFY_KAFKA_SASL_JAAS_CONFIG", "password=\"hidden\"",
                    "STREAMIFY_KAFKA_SSL_TRUSTSTORE_TYPE", "",
                    "STREAMIFY_CATALOG_URI", "http://catalog")))
        .containsEntry("sasl.jaas.config", "${env:STREAMIFY_KAFKA_SASL_JAAS_CONFIG}")
        .containsEntry("bootstrap.servers", "${env:KAFKA_BOOTSTRAP_SERVERS}")
        .doesNotContainKeys("ssl.truststore.type", "uri")
        .hasSize(4);
  }

  @Test
  void without_such_variables_sinks_are_told_nothing() {
    assertThat(SinkClients.properties(Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092"))).isEmpty();
  }
}
