package dev.streamify.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.database.PostgresServer;
import dev.streamify.batch.fixture.BatchApiProcess;
import dev.streamify.batch.fixture.Delivery;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the packaged service on one PostgreSQL, one catalog and one Spark. */
@ExtendWith(SharedLakehouse.class)
class TwoReplicasIT {
  private static final String DAY = "2026-01-01";
  private static final int KEYS = 30;

  @TempDir Path folder;
  private PostgresServer postgres;
  private TestLakehouse lakehouse;
  private BatchApiProcess one;
  private BatchApiProcess other;

  @BeforeEach
  void start(TestLakehouse shared) throws Exception {
    postgres = PostgresServer.start();
    lakehouse = shared;
    lakehouse.reset();
    CompletableFuture<BatchApiProcess> second = CompletableFuture.supplyAsync(() -> replica("b"));
    one = replica("a");
    other = second.get();
  }

  private BatchApiProcess replica(String name) {
    try {
      Map<String, String> settings = new HashMap<>();
      settings.put("STREAMIFY_BATCH_DATABASE_URL", postgres.url());
      settings.put("STREAMIFY_BATCH_RUNS_REPLICA_TIMEOUT", "4s");
      settings.put("STREAMIFY_BATCH_TRIGGERS_ENABLED", "true");
      settings.put("STREAMIFY_BATCH_TRIGGERS_EVERY", "1s");
      settings.put("STREAMIFY_BATCH_JOBS_RECONCILIATION_SCHEDULE", "* * * * *");
      return BatchApiProcess.start(
          Files.createDirectory(folder.resolve(name)),
          lakehouse.variables(),
          lakehouse.spark().remote(),
          settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    Stream.of(one, other).forEach(BatchApiProcess::close);
    postgres.close();
  }

  @Test
  void nothingRunsTwiceAndARunOutlivesItsReplica() {
    aKeyIsOneRunWhoeverIsAsked();
    newDataAndTheTimeAreAnsweredByOneRun();
    aPauseHoldsOnEveryReplica();
    aRunOutlivesItsReplica();
  }

  private void aKeyIsOneRunWhoeverIsAsked() {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      String key = "key-" + i;
      for (BatchApiProcess api : List.of(one, other)) {
        answers.add(
            CompletableFuture.supplyAsync(() -> api.submit("silver_auth_events", key, "{}")));
      }
    }
    List<String> ids = answers.stream().map(CompletableFuture::join).toList();
    for (int i = 0; i < KEYS; i++) {
      assertThat(ids.get(2 * i)).isEqualTo(ids.get(2 * i + 1));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> ended(ids));
    for (String id : ids) {
      assertThat(log(id)).as(id).containsOnlyOnce("started, attempt 1").doesNotContain("attempt 2");
    }
  }

  private void newDataAndTheTimeAreAnsweredByOneRun() {
    int before = bySensor().size();
    lakehouse.deliver(Delivery.of("a", DAY, 0), Delivery.of("b", DAY, 1));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lakehouse.table("silver_listen_events").currentSnapshot() != null);
    await().atMost(Duration.ofSeconds(75)).until(() -> !byTime().isEmpty());
    assertThat(bySensor()).hasSize(before + 1);
    List<String> minutes = byTime().stream().map(at -> at.substring(0, 16)).toList();
    assertThat(minutes).doesNotHaveDuplicates();
    assertThat(lakehouse.silverListens()).containsExactly("a@0", "b@1");
  }

  private List<String> bySensor() {
    return one.get("/api/v1/runs?job=silver_listen_events")
        .getList("runs.findAll { it.cause == 'sensor' }.id");
  }

  private List<String> byTime() {
    return one.get("/api/v1/runs?job=reconciliation")
        .getList("runs.findAll { it.cause == 'schedule' }.requested_at");
  }

  private void aPauseHoldsOnEveryReplica() {
    RestAssured.post(one.url() + "/api/v1/sensors/silver_listen_events/pause")
        .then()
        .statusCode(200);
    assertThat(
            other
                .get("/api/v1/sensors")
                .getBoolean("sensors.find { it.job == 'silver_listen_events' }.paused"))
        .isTrue();
  }

  private void aRunOutlivesItsReplica() {
    lakehouse.execute(
        """
        INSERT INTO lakehouse.streamify.bronze_listen_events
          (event_id, event_date, ts, sessionId, itemInSession, artist, song, userId,
           _processing_time, _kafka_partition, _kafka_offset)
        SELECT sha2(CAST(id AS STRING), 256), DATE '2026-01-02', 1767312000000, 1, 1, 'artist', 'song', 42,
          timestamp_millis(1767225600000 + id), 1, id FROM range(150000)
        """);
    String id = one.submit("silver_listen_events", "big", "{}");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                lakehouse.table("silver_listen_events").refs().keySet().stream()
                    .anyMatch(ref -> ref.startsWith("audit_")));
    String replica = one.get("/api/v1/runs/" + id).getString("replica");
    BatchApiProcess executing = replica.equals(replica(one)) ? one : other;
    BatchApiProcess survivor = executing == one ? other : one;
    executing.kill();
    JsonPath run = survivor.ended(id);

    assertThat(run.getString("state")).as(run.prettify()).isEqualTo("COMPLETED");
    assertThat(run.getString("failed_attempts[0].error.code")).isEqualTo("abandoned");
    assertThat(
            lakehouse.query(
                "SELECT count(*) AS held FROM lakehouse.streamify.silver_listen_events"))
        .containsExactly(Map.of("held", 150_002L));
  }

  private static String replica(BatchApiProcess api) {
    return api.get("/q/health/ready")
        .getString("checks.find { it.name == 'history' }.data.replica");
  }

  private boolean ended(List<String> ids) {
    return ids.stream().allMatch(id -> one.get("/api/v1/runs/" + id).get("finished_at") != null);
  }

  private String log(String id) {
    return RestAssured.given()
        .accept("text/plain")
        .get(other.url() + "/api/v1/runs/" + id + "/log")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
