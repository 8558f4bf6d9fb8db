package dev.streamify.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.fixture.BatchApiProcess;
import dev.streamify.batch.fixture.LineageReceiver;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service tells OpenLineage about runs on a real Spark server. */
@ExtendWith(SharedLakehouse.class)
class LineageIT {
  private static final String CORRELATION = "load.2026-01-07";
  private static final String MISDATED = "date_add(DATE '2026-01-01', 1)";
  private static final String DATED = "DATE '2026-01-01'";

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;
  private LineageReceiver receiver;
  private BatchApiProcess api;

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
  }

  @BeforeEach
  void startService() {
    lakehouse.reset();
    receiver = LineageReceiver.start();
    startApi();
  }

  private void startApi() {
    Map<String, String> settings = new HashMap<>(receiver.settings());
    settings.put("STREAMIFY_LOG_FORMAT", "json");
    settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    api =
        BatchApiProcess.start(folder, lakehouse.variables(), lakehouse.spark().remote(), settings);
  }

  @AfterEach
  void stopService() {
    api.close();
    receiver.close();
  }

  @Test
  void aGroupsEventsTellInputsOutputsCountsSnapshotsAndItsPartsAndOneIdGoesThroughAll()
      throws IOException {
    deliver(500, DATED);
    String id = submit("silver");
    JsonPath run = api.ended(id);
    assertThat(run.getString("state")).as(run.prettify()).isEqualTo("COMPLETED");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(receiver.types(id)).containsExactly("START", "COMPLETE"));
    assertThat(receiver.designedJobs())
        .contains("sink.bronze_listen_events", "sink.bronze_dead_letters");

    String part = partOf(id, "silver_listen_events");
    assertThat(receiver.types(part)).containsExactly("START", "COMPLETE");
    Snapshot published = lakehouse.table("silver_listen_events").currentSnapshot();
    JsonNode complete = receiver.of(part).get(1);
    assertThat(complete.at("/run/facets/parent/run/runId"))
        .isEqualTo(receiver.of(id).get(0).at("/run/runId"));
    assertThat(complete.at("/inputs/0/facets/version/datasetVersion").asText())
        .isEqualTo(
            Long.toString(lakehouse.table("bronze_listen_events").currentSnapshot().snapshotId()));
    assertThat(complete.at("/inputs/0/inputFacets/inputStatistics/rowCount").asLong())
        .isEqualTo(500);
    assertThat(complete.at("/outputs/0/name").asText())
        .isEqualTo(lakehouse.warehouse().resolve("streamify/silver_listen_events").toString());
    assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText())
        .isEqualTo(Long.toString(published.snapshotId()));
    assertThat(complete.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong())
        .isEqualTo(500);
    assertThat(complete.at("/outputs/0/outputFacets/outputStatistics/size").asLong()).isPositive();

    assertThat(run.getString("correlation_id")).isEqualTo(CORRELATION);
    assertThat(api.get("/api/v1/runs/" + part).getString("correlation_id")).isEqualTo(CORRELATION);
    assertThat(complete.at("/run/facets/streamify_run/correlation_id").asText())
        .isEqualTo(CORRELATION);
    assertThat(published.summary())
        .containsEntry("streamify.run-id", part)
        .containsEntry("streamify.correlation-id", CORRELATION);
    assertThat(RestAssured.get(api.url() + "/api/v1/runs/" + part + "/log").asString())
        .contains("correlation id " + CORRELATION);
    assertThatTheLogIsJson(part);
    assertThat(receiver.mistakes()).isEmpty();
  }

  @Test
  void aFailedRunTellsWhyAndACancelledOneIsAborted() {
    deliver(10, MISDATED);
    String failed = submit("silver_listen_events");
    assertThat(api.ended(failed).getString("state")).isEqualTo("FAILED");
    lakehouse.reset();
    deliver(150_000, DATED);
    String running = submit("silver_listen_events");
    String waiting = submit("silver_listen_events");
    cancel(waiting);
    untilTheRunWrites();
    cancel(running);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(receiver.types(running)).containsExactly("START", "ABORT"));

    assertThat(receiver.types(waiting)).containsExactly("ABORT");
    assertThat(receiver.of(waiting).get(0).at("/run/facets/streamify_run/reason").asText())
        .isEqualTo("cancelled by anonymous");
    assertThat(receiver.types(failed)).containsExactly("START", "FAIL");
    JsonNode fail = receiver.of(failed).get(1);
    assertThat(fail.at("/run/facets/errorMessage/message").asText())
        .contains("event date is that of the event time");
    assertThat(fail.at("/outputs/0/facets/version").isMissingNode()).isTrue();
    assertThat(receiver.of(waiting).get(0).at("/run/runId")).isNotEqualTo(fail.at("/run/runId"));
    assertThat(receiver.mistakes()).isEmpty();
  }

  @Test
  void eventsThatNobodyTookArriveInOrderAfterTheServiceWasKilled() {
    deliver(10, DATED);
    receiver.answer(503);
    String id = submit("silver_listen_events");
    assertThat(api.ended(id).getString("state")).isEqualTo("COMPLETED");
    await().atMost(Duration.ofSeconds(30)).until(() -> receiver.refused() > 0);
    assertThat(RestAssured.get(api.url() + "/q/metrics").asString())
        .contains("streamify_lineage_events_total{outcome=\"failed\"}");
    api.kill();
    assertThat(receiver.types(id)).isEmpty();

    receiver.answer(201);
    startApi();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(receiver.types(id)).containsExactly("START", "COMPLETE"));
    assertThat(receiver.mistakes()).isEmpty();
  }

  private String submit(String job) {
    return RestAssured.given()
        .header("X-Request-Id", CORRELATION)
        .post(api.url() + "/api/v1/jobs/" + job + "/runs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void cancel(String id) {
    RestAssured.post(api.url() + "/api/v1/runs/" + id + "/cancel").then().statusCode(202);
    assertThat(api.ended(id).getString("state")).isEqualTo("ABORTED");
  }

  private static void untilTheRunWrites() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                lakehouse.table("silver_listen_events").refs().keySet().stream()
                    .anyMatch(ref -> ref.startsWith("audit_")));
  }

  /** The service's log is one JSON object a line; those of a run's thread name the run. */
  private void assertThatTheLogIsJson(String run) throws IOException {
    Path log = folder.resolve("batch-api-%d.log".formatted(URI.create(api.url()).getPort()));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      // The JVM's own, before anything of the service runs.
      if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.properties().stream().map(Map.Entry::getKey))
                    .contains("timestamp", "level", "loggerName", "message", "threadName", "mdc")
                    .contains("service"))
        .anySatisfy(
            line -> {
              assertThat(line.at("/mdc/run_id").asText()).isEqualTo(run);
              assertThat(line.at("/mdc/correlation_id").asText()).isEqualTo(CORRELATION);
            });
  }

  private String partOf(String parent, String job) {
    List<Map<String, Object>> parts =
        api.get("/api/v1/runs?top_level=false&parent=" + parent).getList("runs");
    return parts.stream()
        .filter(part -> job.equals(part.get("job")))
        .map(part -> (String) part.get("id"))
        .findFirst()
        .orElseThrow();
  }

  private static void deliver(int rows, String date) {
    lakehouse.execute(
        """
        INSERT INTO lakehouse.streamify.bronze_listen_events
          (event_id, event_date, ts, sessionId, itemInSession, artist, song, userId,
           _processing_time, _kafka_partition, _kafka_offset)
        SELECT sha2(CAST(id AS STRING), 256), %s, 1767225600000 + id, 1, 1, 'artist', 'song', 42,
          timestamp_millis(1767225600000 + id), 0, id
        FROM range(%d)
        """
            .formatted(date, rows));
  }
}
