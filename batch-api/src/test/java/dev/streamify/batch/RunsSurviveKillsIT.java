package dev.streamify.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.fixture.BatchApiProcess;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed at random moments while runs wait and go on. */
@ExtendWith(SharedLakehouse.class)
class RunsSurviveKillsIT {
  // None of them lives long enough for the optimizing compiler.
  private static final Map<String, String> SHORT_LIVED =
      Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
  private static final int KILLS = 20;
  private static final int FULL_EVERY = 5;
  private static final int EVENTS = 300;
  private static final int REPEATED = 40;
  private static final int LONGEST_PAUSE_MS = 2_500;
  // Another one in each build would find other moments, but no two would fail alike.
  private static final long SEED = 20_261_123;

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
    lakehouse.reset();
  }

  @Test
  void noRunIsLostDoubledOrStuckAndTheTablesAreRight() {
    Random random = new Random(SEED);
    List<String> asked = new ArrayList<>();
    BatchApiProcess api = service();
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        deliver(kill);
        String load = api.submit("silver", "load-" + kill, "{}");
        asked.add(load);
        if (kill % FULL_EVERY == 0) {
          asked.add(api.submit("silver_listen_events", "full-" + kill, "{\"mode\":\"full\"}"));
        }
        pause(random.nextInt(LONGEST_PAUSE_MS));
        api.kill();
        api = service();
        assertThat(api.submit("silver", "load-" + kill, "{}")).isEqualTo(load);
      }
      await().atMost(Duration.ofMinutes(5)).until(api::isIdle);
      assertRunsEndedOnce(api, asked);
      assertTablesAreRight(api);
    } finally {
      api.close();
    }
  }

  private static BatchApiProcess service() {
    return BatchApiProcess.start(
        folder, lakehouse.variables(), lakehouse.spark().remote(), SHORT_LIVED);
  }

  /** The moment of the kill is random on purpose: this waits for nothing. */
  private static void pause(int millis) {
    await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
  }

  private static void assertRunsEndedOnce(BatchApiProcess api, List<String> asked) {
    JsonPath all = api.get("/api/v1/runs?limit=500");
    assertThat(all.getList("runs.id", String.class)).containsExactlyInAnyOrderElementsOf(asked);
    assertThat(all.getList("runs.state", String.class))
        .as(all.prettify())
        .containsOnly("COMPLETED");
    long inserted = 0;
    for (Map<String, Object> part :
        api.get("/api/v1/runs?job=silver_listen_events&limit=500")
            .<Map<String, Object>>getList("runs.findAll { it.mode == 'incremental' }.metrics")) {
      inserted += ((Number) part.getOrDefault("rows_inserted", 0)).longValue();
    }
    // Full runs may have brought rows that an incremental one then found present.
    assertThat(inserted).isLessThanOrEqualTo((long) KILLS * EVENTS);
  }

  private static void assertTablesAreRight(BatchApiProcess api) {
    assertThat(
            lakehouse.query(
                "SELECT count(*) AS held, count(DISTINCT event_id) AS ids, sum(_kafka_offset) AS sum"
                    + " FROM lakehouse.streamify.silver_listen_events"))
        .containsExactly(
            Map.of(
                "held",
                (long) KILLS * EVENTS,
                "ids",
                (long) KILLS * EVENTS,
                "sum",
                firstOffsets()));
    assertThat(lakehouse.table("silver_listen_events").refs().keySet())
        .as("no branch of a run that died is left")
        .containsExactly("main");
    List<Map<String, Object>> sessions = sessions();
    assertThat(
            api.ended(api.submit("silver_user_sessions", "again", "{\"mode\":\"full\"}"))
                .getString("state"))
        .isEqualTo("COMPLETED");
    assertThat(sessions()).isEqualTo(sessions).isNotEmpty();
    Map<String, Object> told = api.run("reconciliation").getMap("result.streams.listen_events");
    assertThat(told)
        .containsEntry("silver_rows", KILLS * EVENTS)
        .containsEntry("duplicates", KILLS * REPEATED)
        .containsEntry("missing_offsets", 0)
        .containsEntry("doubled_deliveries", 0);
  }

  private static List<Map<String, Object>> sessions() {
    return lakehouse.query(
        "SELECT session_id, CAST(session_start AS STRING) AS started,"
            + " CAST(session_end AS STRING) AS ended, event_count"
            + " FROM lakehouse.streamify.silver_user_sessions ORDER BY session_id");
  }

  /** Offsets go on from batch to batch; the repeated deliveries come last in each. */
  private static long firstOffsets() {
    long sum = 0;
    for (int batch = 0; batch < KILLS; batch++) {
      long first = (long) batch * (EVENTS + REPEATED);
      sum += EVENTS * first + (long) EVENTS * (EVENTS - 1) / 2;
    }
    return sum;
  }

  /** A batch of events of 30 users over three days, some of them twice. */
  private static void deliver(int batch) {
    lakehouse.execute(
        """
        INSERT INTO lakehouse.streamify.bronze_listen_events
          (event_id, event_date, ts, sessionId, itemInSession, artist, song, userId,
           _processing_time, _kafka_partition, _kafka_offset)
        SELECT sha2(concat('%1$d|', n), 256), CAST(timestamp_millis(ts) AS DATE), ts, 1, 1,
          'artist', 'song', n %% 30, timestamp_millis(1767225600000 + id), 0, %1$d * %2$d + id
        FROM (
          SELECT id, id %% %3$d AS n,
            1767225600000 + (id %% %3$d) * 700000 + %1$d * 1000 AS ts
          FROM range(%2$d))
        """
            .formatted(batch, EVENTS + REPEATED, EVENTS));
  }
}
