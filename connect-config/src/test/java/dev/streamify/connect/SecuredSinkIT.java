package dev.streamify.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TableDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Committed sink files and workers on a broker that asks for TLS and sign-in: the image's, and one
 * that is started as Strimzi does.
 */
class SecuredSinkIT {
  private static final EventContract CONTRACT = EventContract.standard();

  @TempDir static Path folder;
  private static LoopbackBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = LoopbackBroker.startSecured(folder.resolve("kafka"), folder.resolve("certificates"));
    broker.create(CONTRACT);
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void whoDoesNotSpeakTlsOrTrustOrSignInIsRefused() {
    assertThatThrownBy(() -> connect("SECURITY_PROTOCOL", "PLAINTEXT"))
        .hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> connect("SSL_TRUSTSTORE_LOCATION", ""))
        .hasCauseInstanceOf(SslAuthenticationException.class);
    String jaas = broker.secured().environment().get("STREAMIFY_KAFKA_SASL_JAAS_CONFIG");
    assertThatThrownBy(
            () -> connect("SASL_JAAS_CONFIG", jaas.replace(SecureListener.PASSWORD, "another")))
        .hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  /** A client with everything but one variable. */
  private static void connect(String variable, String value)
      throws ExecutionException, InterruptedException {
    Map<String, String> environment = new HashMap<>(broker.secured().environment());
    environment.put("STREAMIFY_KAFKA_" + variable, value);
    Map<String, Object> client = new TreeMap<>();
    environment.forEach(
        (name, set) -> {
          if (!set.isEmpty()) {
            client.put(
                name.replaceFirst("^(STREAMIFY_)?KAFKA_", "")
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.'),
                set);
          }
        });
    client.computeIfPresent("ssl.truststore.type", (key, type) -> value.isEmpty() ? "JKS" : type);
    client.put("request.timeout.ms", 2_000);
    client.put("default.api.timeout.ms", 4_000);
    try (Admin admin = Admin.create(client)) {
      admin.describeCluster().nodes().get();
    }
  }

  @Test
  void rowsArriveThroughTlsWithTheSameSinkFileAndNoSecretInTheLog() throws Exception {
    Path files = Files.createDirectory(folder.resolve("image"));
    deliver(
        CONTRACT.sinks().get(0),
        files,
        catalog -> {
          Map<String, String> environment = new HashMap<>(catalog);
          environment.putAll(broker.secured().environment());
          return ConnectWorker.asInTheImage(files, environment);
        });
  }

  @Test
  void theSameIsTrueOfAWorkerThatStrimziStarts() throws Exception {
    Path files = Files.createDirectory(folder.resolve("strimzi"));
    StrimziWorkerFile file = new StrimziWorkerFile(broker.secured(), files.resolve("secrets"));
    deliver(
        CONTRACT.sinks().get(1),
        files,
        catalog -> ConnectWorker.asStrimziStartsIt(files, file, catalog));
  }

  /** Makes a worker that has the catalogue's variables. */
  private interface WorkerMaker {
    ConnectWorker make(Map<String, String> catalog) throws IOException;
  }

  private static void deliver(SinkDefinition sink, Path files, WorkerMaker maker) throws Exception {
    TableDefinition table = sink.table();
    try (TestLakehouse lakehouse = TestLakehouse.start(files.resolve("catalog"))) {
      lakehouse.createTables(CONTRACT);
      try (ConnectWorker worker = maker.make(lakehouse.environment())) {
        worker.start();
        worker.register(Path.of("sinks", sink.connectorName() + ".json"));
        send(sink, SampleRecords.of(table).toString());

        Awaitility.await("a row, which takes a round on the control topic")
            .atMost(Duration.ofSeconds(90))
            .until(() -> lakehouse.rowCount(table) == 1);
      }
    }
    assertThat(files.resolve("worker.log")).content().doesNotContain(SecureListener.PASSWORD);
    assertThat(Files.readString(files.resolve("worker.properties")))
        .doesNotContain(SecureListener.PASSWORD);
  }

  private static void send(SinkDefinition sink, String value)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(sink.topics().get(0), bytes)).get();
    }
  }
}
