package dev.streamify.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.fixture.BatchApiProcess;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and the real Spark server, each killed in the middle of a run. */
@ExtendWith(SharedLakehouse.class)
class ServiceIT {
  private static final int DELIVERIES = 120_000;
  private static final int EVENTS = 100_000;

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;
  private BatchApiProcess api;

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
  }

  @BeforeEach
  void startService() {
    lakehouse.reset();
    deliver();
    api = service();
  }

  /** What it knows of tables lasts for the whole test, but for what its own runs change. */
  private static BatchApiProcess service() {
    return BatchApiProcess.start(
        folder,
        lakehouse.variables(),
        lakehouse.spark().remote(),
        Map.of("STREAMIFY_BATCH_TABLES_CACHE_FOR", "PT1H"));
  }

  @AfterEach
  void stopService() {
    api.close();
  }

  @Test
  void silverIsWhatBronzeSaysAndReconciliationAgrees() {
    assertThat(silverListens()).isEqualTo(List.of(0, 0));

    JsonPath run = api.run("silver_listen_events");

    assertThat(run.getString("state")).as(run.prettify()).isEqualTo("COMPLETED");
    assertThat(run.getInt("metrics.rows_read")).isEqualTo(DELIVERIES);
    assertThat(run.getInt("metrics.rows_inserted")).isEqualTo(EVENTS);
    assertThat(run.getInt("metrics.duplicates")).isEqualTo(DELIVERIES - EVENTS);
    assertThat(silverListens()).isEqualTo(List.of(EVENTS, EVENTS));
    assertSilverIsRight();

    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.bronze_dead_letters (stream, source_partition, source_offset)"
            + " VALUES ('listen_events', 0, %d), ('listen_events', 0, %d), ('auth_events', 1, 1)"
                .formatted(DELIVERIES, DELIVERIES + 3));
    JsonPath told = api.run("reconciliation");
    Map<String, Object> listens = told.getMap("result.streams.listen_events");
    assertThat(listens)
        .containsEntry("bronze_rows", DELIVERIES)
        .containsEntry("silver_rows", EVENTS)
        .containsEntry("duplicates", DELIVERIES - EVENTS)
        .containsEntry("collisions", 0)
        .containsEntry("dead_letters", 2)
        .containsEntry("doubled_deliveries", 0)
        .containsEntry("missing_offsets", 2)
        .containsEntry(
            "holes", List.of(Map.of("partition", 0, "from", DELIVERIES + 1, "to", DELIVERIES + 2)));
    assertThat(told.getMap("result.streams.auth_events"))
        .containsEntry("holes", List.of(Map.of("partition", 1, "from", 0, "to", 0)));
  }

  @Test
  void aRunGoesOnAfterSparkWasKilledAndStartedAgain() {
    String id = api.submit("silver_listen_events");
    untilTheRunWrites();
    lakehouse.spark().kill();
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> !api.get("/api/v1/runs/" + id).getList("failed_attempts").isEmpty());
    assertThat(lakehouse.table("silver_listen_events").currentSnapshot()).isNull();
    assertThat(
            api.get("/q/health/ready").getString("checks.find { it.name == 'spark' }.data.state"))
        .isEqualTo("degraded");

    lakehouse.restartSpark();
    JsonPath run = api.ended(id);
    assertThat(run.getString("state")).as(run.prettify()).isEqualTo("COMPLETED");
    assertThat(run.getString("failed_attempts[0].error.code")).isEqualTo("spark-unavailable");
    assertSilverIsRight();
  }

  @Test
  void aRunGoesOnAfterTheServiceWasKilledAndStartedAgain() {
    String running = api.submit("silver_listen_events");
    String waiting = api.submit("silver_listen_events");
    untilTheRunWrites();
    api.kill();
    assertThat(lakehouse.table("silver_listen_events").currentSnapshot()).isNull();

    api = service();
    JsonPath run = api.ended(running);

    assertThat(run.getString("state")).as(run.prettify()).isEqualTo("COMPLETED");
    assertThat(run.getString("failed_attempts[0].error.code")).isEqualTo("abandoned");
    assertThat(api.ended(waiting).getInt("metrics.rows_read")).isZero();
    assertSilverIsRight();
  }

  @Test
  void aPathThatCannotBeDecodedIsAProblemLikeEverythingElse() throws IOException {
    URI address = URI.create(api.url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/tables/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"code\":\"invalid-request\"");
    }
  }

  /** Rows as the table tells them, and as the list of all tables does. */
  private List<Integer> silverListens() {
    String name = "silver_listen_events";
    return List.of(
        api.get("/api/v1/tables/" + name).getInt("rows"),
        api.get("/api/v1/tables").getInt("tables.find { it.name == '%s' }.rows".formatted(name)));
  }

  /** Every event once, 20,000 of them again; the first ones have the lower offsets. */
  private static void deliver() {
    lakehouse.execute(
        """
        INSERT INTO lakehouse.streamify.bronze_listen_events
          (event_id, event_date, ts, sessionId, itemInSession, artist, song, userId,
           _processing_time, _kafka_partition, _kafka_offset)
        SELECT
          sha2(CAST(id %% %d AS STRING), 256),
          date_add(DATE '2026-01-01', CAST(id %% %d %% 3 AS INT)),
          1767225600000 + (id %% %d %% 3) * 86400000,
          1, 1, 'artist', 'song', 42, timestamp_millis(1767225600000 + id), 0, id
        FROM range(%d)
        """
            .formatted(EVENTS, EVENTS, EVENTS, DELIVERIES));
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

  private static void assertSilverIsRight() {
    assertThat(
            lakehouse.query(
                "SELECT count(*) AS held, count(DISTINCT event_id) AS ids, max(_kafka_offset) AS last"
                    + " FROM lakehouse.streamify.silver_listen_events"))
        .containsExactly(Map.of("held", (long) EVENTS, "ids", (long) EVENTS, "last", EVENTS - 1L));
  }
}
