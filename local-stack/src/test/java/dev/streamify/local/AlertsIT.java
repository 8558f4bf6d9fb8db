package dev.streamify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.local.http.JsonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaks one thing after the other in a stack under load: the right alert, and only that, has to
 * open within a minute, the view of the stream has to name the cause, and the alert has to be over
 * after the cure. At the end all numbers have to agree.
 */
class AlertsIT {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(4);
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);
  private static final Duration OVER_WITHIN = Duration.ofMinutes(2);
  private static final Path SINKS = Path.of("..", "connect-config", "sinks");

  @TempDir Path folder;

  private StackProcess stack;
  private JsonClient batch;
  private JsonClient connect;

  @Test
  void whatIsBrokenIsToldOnceByItsNameUntilItIsMended() throws Exception {
    Map<String, String> shortMemory = Map.of("STREAMIFY_BATCH_FLOW_DEAD_LETTER_WINDOW", "45s");
    try (StackProcess started = StackProcess.start(folder, List.of(), shortMemory, "--events=0")) {
      stack = started;
      stack.awaitOutput("Ctrl-C stops all of it", STARTED_WITHIN);
      batch = stack.batchApi();
      connect = new JsonClient(stack.port("Kafka Connect"));
      try (Simulator simulator = Simulator.start(folder, stack.port("Kafka"), 200)) {
        awaitRows();
        assertThat(alerts()).isEmpty();

        enrichmentStandsStill();
        aSinkIsPaused();
        sparkDies();
        aSinkIsAwayWhileItsTopicFills();
        garbageComesIn();
        assertThat(simulator.process().isAlive()).as("the load went on").isTrue();
      }
      numbersAgree();
    }
  }

  private void enrichmentStandsStill() throws Exception {
    ProcessHandle enrichment = stack.child("enrich-streams").orElseThrow();
    signal("STOP", enrichment);
    try {
      awaitOnly("EnrichmentStalled");
      assertStalled("listen_events", "start enrich-streams");
    } finally {
      signal("CONT", enrichment);
    }
    awaitNone();
  }

  private void aSinkIsPaused() throws Exception {
    assertThat(batch.post("/api/v1/sinks/bronze_listen_events/pause", "{}").status())
        .isEqualTo(202);
    awaitOnly("SinkStalled");
    assertStalled("listen_events", "bronze_listen_events is PAUSED");
    assertThat(batch.post("/api/v1/sinks/bronze_listen_events/resume", "{}").status())
        .isEqualTo(202);
    awaitNone();
  }

  private void sparkDies() {
    stack.child("SparkServer").orElseThrow().destroyForcibly();
    awaitOnly("SparkDown");
    awaitNone();
  }

  private void aSinkIsAwayWhileItsTopicFills() throws Exception {
    String sink = "bronze_page_view_events";
    assertThat(connect.delete("/connectors/" + sink).ok()).isTrue();
    awaitOnly("SinkMissing");
    Awaitility.await("the topic fills")
        .atMost(OVER_WITHIN)
        .until(() -> landing("page_view_events").path("waiting_records").asLong() > 3_000);
    assertStalled("page_view_events", sink + " is MISSING");
    assertThat(alerts()).containsExactly("SinkMissing");
    assertThat(connect.post("/connectors", Files.readString(SINKS.resolve(sink + ".json"))).ok())
        .isTrue();
    awaitNone();
  }

  private void garbageComesIn() throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + stack.port("Kafka")),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        sent.add(
            producer.send(
                new ProducerRecord<>("listen_events", "{\"ts\": \"garbage %d\"".formatted(i))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
    awaitOnly("DeadLetterShare");
    JsonNode stream = batch.get("/api/v1/streams/listen_events").body();
    assertThat(stream.path("status").asText()).isEqualTo("DEAD_LETTERING");
    assertThat(stream.path("dead_letters").path("rows").asLong()).isEqualTo(500);
    awaitNone();
  }

  /** From metrics alone. */
  private void numbersAgree() throws IOException {
    Awaitility.await("all that was produced is enriched or rejected, and has landed")
        .atMost(OVER_WITHIN)
        .untilAsserted(
            () -> {
              Scrape seen = Scrape.of(stack.port("batch-api"));
              for (String stream : seen.values("streamify_stream_records", "stream")) {
                assertThat(records(seen, stream, "raw"))
                    .as(stream)
                    .isPositive()
                    .isEqualTo(
                        records(seen, stream, "bronze") + records(seen, stream, "dead_letters"));
              }
            });
    run("silver");
    run("reconciliation");
    Awaitility.await("all that has landed is in silver, or known as a duplicate or a collision")
        .atMost(OVER_WITHIN)
        .untilAsserted(
            () -> {
              Scrape seen = Scrape.of(stack.port("batch-api"));
              for (String stream : seen.values("streamify_stream_records", "stream")) {
                assertThat(records(seen, stream, "bronze"))
                    .as(stream)
                    .isEqualTo(
                        records(seen, stream, "silver")
                            + reconciled(seen, stream, "duplicate")
                            + reconciled(seen, stream, "collision"));
                assertThat(reconciled(seen, stream, "hole")).as(stream).isZero();
                assertThat(seen.value("streamify_reconciliation_consistent", "stream", stream))
                    .as(stream)
                    .isEqualTo(1);
              }
            });
    assertThat(alerts()).isEmpty();
  }

  private static double records(Scrape seen, String stream, String stage) {
    return seen.value("streamify_stream_records", "stream", stream, "stage", stage);
  }

  private static double reconciled(Scrape seen, String stream, String outcome) {
    return seen.value("streamify_reconciliation_records", "stream", stream, "outcome", outcome);
  }

  private void run(String job) {
    String id = batch.post("/api/v1/jobs/" + job + "/runs", "{}").body().path("id").asText();
    Awaitility.await(job)
        .atMost(STARTED_WITHIN)
        .until(
            () ->
                batch.get("/api/v1/runs/" + id).body().path("state").asText().equals("COMPLETED"));
  }

  private void awaitRows() {
    Awaitility.await("every stream has rows in bronze")
        .atMost(STARTED_WITHIN)
        .until(
            () -> {
              for (JsonNode stream : batch.get("/api/v1/streams").body().path("streams")) {
                if (stream.path("bronze").path("rows").asLong() == 0) {
                  return false;
                }
              }
              return true;
            });
  }

  private void awaitOnly(String alert) {
    Awaitility.await("the alert " + alert).atMost(TOLD_WITHIN).until(() -> !alerts().isEmpty());
    assertThat(alerts()).containsExactly(alert);
  }

  private void awaitNone() {
    Awaitility.await("no alert is open").atMost(OVER_WITHIN).until(() -> alerts().isEmpty());
  }

  private Set<String> alerts() {
    Set<String> names = new TreeSet<>();
    batch
        .get("/api/v1/alerts")
        .body()
        .path("alerts")
        .forEach(alert -> names.add(alert.path("name").asText()));
    return names;
  }

  private void assertStalled(String stream, String cause) {
    Awaitility.await(stream + " is stalled")
        .atMost(TOLD_WITHIN)
        .untilAsserted(
            () -> {
              JsonNode view = batch.get("/api/v1/streams/" + stream).body();
              assertThat(view.path("status").asText()).as(view.toString()).isEqualTo("STALLED");
              assertThat(view.path("troubles").path(0).path("cause").asText()).contains(cause);
            });
    JsonNode health = batch.get("/q/health/group/streams").body();
    assertThat(health.path("status").asText()).isEqualTo("DOWN");
    assertThat(health.path("checks").path(0).path("data").path(stream).asText()).contains(cause);
  }

  private JsonNode landing(String stream) {
    for (JsonNode hop : batch.get("/api/v1/streams/" + stream).body().path("hops")) {
      if (hop.path("hop").asText().equals("land")) {
        return hop;
      }
    }
    throw new AssertionError("no hop to bronze is seen of " + stream);
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(code).isZero();
  }
}
