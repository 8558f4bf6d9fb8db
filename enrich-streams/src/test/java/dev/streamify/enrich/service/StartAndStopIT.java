package dev.streamify.enrich.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.Events;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartAndStopIT {
  @TempDir Path folder;

  @Test
  void theServiceWaitsForKafkaThenForTheTopicsThenRunsAndCounts() throws Exception {
    int port = TestBroker.freePort();
    try (PackagedApp app = PackagedApp.start("127.0.0.1:" + port, Map.of())) {
      app.awaitReadiness(503, "waiting for Kafka at 127.0.0.1:" + port);
      assertThat(app.get("/q/health/live").statusCode()).isEqualTo(200);
      try (TestBroker broker = TestBroker.start(folder, port)) {
        app.awaitReadiness(503, "waiting for the topics [auth_events, ");
        assertRunsNothingYet(Scrape.of(app.get("/q/metrics").body()));
        broker.createTopics(1);
        app.awaitReadiness(200, "RUNNING");
        send(broker, Events.LISTEN, "no event");
        awaitMetric(
            app,
            "streamify_enrich_events_total{outcome=\"enriched\",reason=\"none\",stream=\"listen_events\"} 1.0");
        awaitMetric(
            app,
            "streamify_enrich_events_total{outcome=\"dead_letter\",reason=\"MALFORMED_JSON\",stream=\"listen_events\"} 1.0");
        awaitMetric(app, "kafka_stream_task_dropped_records_total{");
        Scrape scrape = Scrape.of(app.get("/q/metrics").body());
        assertAllStreamsHaveTheirSeries(scrape);
        assertThat(scrape.value("streamify_enrich_received_total", "stream", "listen_events"))
            .isEqualTo(2);
        assertThat(scrape.value("streamify_enrich_threads", "state", "alive"))
            .isEqualTo(scrape.value("streamify_enrich_threads", "state", "wanted"))
            .isPositive();
        assertThat(scrape.value("streamify_enrich_running")).isEqualTo(1);
        assertThat(scrape.names())
            .contains(
                "kafka_stream_thread_process_rate",
                "kafka_stream_alive_stream_threads",
                "kafka_consumer_fetch_manager_records_lag_max",
                "kafka_consumer_fetch_manager_records_consumed_total",
                "kafka_consumer_coordinator_rebalance_total",
                "kafka_producer_record_send_total",
                "kafka_producer_txn_commit_time_ns_total");
        assertThat(app.stop()).isEqualTo(143);
        assertThat(app.log()).doesNotContain("\tat ").doesNotContain("ERROR");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STREAMIFY_ENRICH_STARTUP_TIMEOUT, 1s, waiting for Kafka at",
    "STREAMIFY_ENRICH_THREADS, many, streamify.enrich.threads",
    "STREAMIFY_ENRICH_THREADS, 0, 0 threads: give at least 1",
    "STREAMIFY_KAFKA_SECURITY_PROTOCOL, PLAIN, security.protocol",
  })
  void whatDoesNotLetItStartIsOneClearLineAndExitCode2(String variable, String value, String line)
      throws Exception {
    int port = TestBroker.freePort();
    try (PackagedApp app = PackagedApp.start("127.0.0.1:" + port, Map.of(variable, value))) {
      assertThat(app.awaitExit()).isEqualTo(2);
      assertThat(app.log()).contains(line).doesNotContain("\tat ");
    }
  }

  @Test
  void aPortInUseIsOneClearLineAndExitCode2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PackagedApp app =
            PackagedApp.start(
                "127.0.0.1:" + TestBroker.freePort(),
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(taken.getLocalPort())))) {
      assertThat(app.awaitExit()).isEqualTo(2);
      assertThat(app.log()).contains("port is in use").doesNotContain("\tat ");
    }
  }

  private static void assertRunsNothingYet(Scrape scrape) {
    assertAllStreamsHaveTheirSeries(scrape);
    assertThat(scrape.value("streamify_enrich_running")).isZero();
    assertThat(scrape.value("streamify_enrich_threads", "state", "alive")).isZero();
    assertThat(scrape.value("streamify_enrich_thread_failures_total")).isZero();
  }

  private static void assertAllStreamsHaveTheirSeries(Scrape scrape) {
    for (EventStream stream : EventContract.standard().streams()) {
      assertThat(scrape.of("streamify_enrich_events_total", "stream", stream.name()))
          .hasSize(1 + RejectReason.values().length);
      assertThat(scrape.of("streamify_enrich_received_total", "stream", stream.name())).hasSize(1);
      assertThat(scrape.of("streamify_enrich_latency_seconds_count", "stream", stream.name()))
          .hasSize(1);
      assertThat(scrape.of("streamify_enrich_latency_seconds_bucket", "stream", stream.name()))
          .anyMatch(series -> series.contains("le=\"0.005\""))
          .anyMatch(series -> series.contains("le=\"300.0\""));
    }
  }

  private static void send(TestBroker broker, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("listen_events", Events.utf8(value))).get();
      }
    }
  }

  private static void awaitMetric(PackagedApp app, String line) {
    Awaitility.await(line)
        .atMost(Duration.ofSeconds(30))
        .until(() -> app.get("/q/metrics").body().contains(line));
  }
}
