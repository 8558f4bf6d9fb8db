package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SparkClusterProcesses;
import dev.streamify.batch.fixture.SparkServerProcess;
import dev.streamify.batch.fixture.TestLakehouse;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.spark.Engines;
import dev.streamify.contract.EventContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same statements on two workers as in one process, on the same tables. */
class SparkClusterIT {
  private static final JobCatalogue JOBS = JobCatalogue.packaged(EventContract.standard());
  private static final int UI_PORT = SparkServerProcess.freePort();

  /** 20,000 deliveries of 15,000 events of 50 users, who pause now and then. */
  private static final String BRONZE =
      """
      INSERT INTO lakehouse.streamify.bronze_listen_events
        (event_id, event_date, ts, sessionId, itemInSession, artist, song, duration, userId,
         _processing_time, _kafka_partition, _kafka_offset)
      SELECT sha2(CAST(k AS STRING), 256), CAST(timestamp_millis(ts) AS DATE), ts, k % 50, k,
             concat('artist ', k % 7), concat('song ', k % 11), 100 + k % 100 / 7D, k % 50,
             timestamp_millis(ts + id), CAST(id % 2 AS INT), id
      FROM (SELECT id, id % 15000 AS k,
                   1767225600000 + (id % 15000) * 20000 + id % 15000 div 500 * 3600000 AS ts
            FROM range(20000))
      """;

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;
  private static SparkClusterProcesses cluster;
  private static SparkServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    lakehouse = TestLakehouse.start(folder);
    cluster = SparkClusterProcesses.start(folder, 2);
    Path properties = folder.resolve("spark.properties");
    Files.writeString(properties, "spark.executor.memory=512m\n");
    Map<String, String> variables = new HashMap<>(lakehouse.variables());
    variables.put("SPARK_MASTER", cluster.url());
    variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    variables.put("SPARK_UI_PORT", Integer.toString(UI_PORT));
    variables.put("STREAMIFY_SPARK_PROPERTIES_FILE", properties.toString());
    server = SparkServerProcess.start(folder, variables);
  }

  @AfterAll
  static void stop() {
    Stream.of(server, cluster, lakehouse).filter(Objects::nonNull).forEach(SparkClusterIT::close);
  }

  private static void close(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClusterMakesWhatOneProcessMakesEvenWhenAWorkerIsKilled() {
    lakehouse.reset();
    lakehouse.execute(BRONZE);
    Map<String, String> local = silverMadeBy(lakehouse.engine());
    assertThat(local.get("silver_listen_events")).startsWith("15000 rows");

    assertThat(silverMadeBy(Engines.at(server.remote()))).isEqualTo(local);
    Map<String, Integer> tasks = tasksByExecutor();
    assertThat(tasks).hasSize(2).allSatisfy((executor, ran) -> assertThat(ran).isPositive());

    CompletableFuture<Map<String, String>> again =
        CompletableFuture.supplyAsync(() -> silverMadeBy(Engines.at(server.remote())));
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> sum(tasksByExecutor()) > sum(tasks) || again.isDone());
    assertThat(again).as("the run whose worker is killed").isNotDone();
    cluster.killWorker(2);

    assertThat(again.orTimeout(90, TimeUnit.SECONDS).join()).isEqualTo(local);
    assertThat(tasksByExecutor()).hasSize(1);
  }

  /** Both tables made anew, as their numbers of rows and checksums, whatever the rows' order. */
  private static Map<String, String> silverMadeBy(Engine engine) {
    lakehouse.execute("DELETE FROM lakehouse.streamify.silver_listen_events");
    lakehouse.execute("DELETE FROM lakehouse.streamify.silver_user_sessions");
    JobDefinition listens = JOBS.job("silver_listen_events").orElseThrow();
    new DeduplicateTask(lakehouse.lakehouse(), engine, lakehouse.quality())
        .execute(Runs.context(listens, RunMode.FULL, DateRange.ALL), listens);
    JobDefinition sessions = JOBS.job("silver_user_sessions").orElseThrow();
    new SessionsTask(lakehouse.lakehouse(), engine, lakehouse.quality())
        .execute(Runs.context(sessions, RunMode.FULL, DateRange.ALL), sessions);
    return Map.of(
        "silver_listen_events", checksum("silver_listen_events"),
        "silver_user_sessions", checksum("silver_user_sessions"));
  }

  private static String checksum(String table) {
    String columns =
        lakehouse.table(table).schema().columns().stream()
            .map(Types.NestedField::name)
            .collect(Collectors.joining(", "));
    return String.valueOf(
        lakehouse
            .query(
                """
                SELECT concat(count(*), ' rows, ', sum(CAST(xxhash64(%s) AS DECIMAL(38)))) AS held
                FROM lakehouse.streamify.%s
                """
                    .formatted(columns, table))
            .get(0)
            .get("held"));
  }

  private static int sum(Map<String, Integer> tasks) {
    return tasks.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Tasks that live executors began, by executor, as the server's web interface has them. */
  private static Map<String, Integer> tasksByExecutor() {
    String api = "http://127.0.0.1:%d/api/v1/applications".formatted(UI_PORT);
    String application = get(api).get(0).get("id").asText();
    Map<String, Integer> tasks = new TreeMap<>();
    for (JsonNode executor : get(api + "/" + application + "/executors")) {
      if (!executor.get("id").asText().equals("driver") && executor.get("isActive").asBoolean()) {
        tasks.put(executor.get("id").asText(), executor.get("totalTasks").asInt());
      }
    }
    return tasks;
  }

  private static JsonNode get(String url) {
    try (InputStream answer = URI.create(url).toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
