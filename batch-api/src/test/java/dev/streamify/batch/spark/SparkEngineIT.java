package dev.streamify.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.fixture.CatalogProcess;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.SparkServerProcess;
import dev.streamify.batch.fixture.TestLakehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connect.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedLakehouse.class)
class SparkEngineIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void aServerThatHangsIsSeenAsDownUntilItGoesOn(TestLakehouse lakehouse) {
    Engine engine = lakehouse.engine();
    await().atMost(SOON).until(() -> engine.health().reachable());
    lakehouse.spark().hang();
    try {
      await().atMost(SOON).until(() -> !engine.health().reachable());
      assertThat(engine.health().detail()).contains("does not answer (no answer within 4 s)");
      long before = System.nanoTime();
      engine.health();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    } finally {
      lakehouse.spark().goOn();
    }
    await().atMost(SOON).until(() -> engine.health().reachable());
  }

  @Test
  void whatSparkDoesNotTellInTimeIsCountedAgain(TestLakehouse lakehouse) throws Exception {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("all", "count(*)");
    counts.put("odd", "count_if(id % 2 = 1)");
    Map<String, Object> expected = Map.of("all", 11L, "odd", 5L);
    try (SparkSession session =
        SparkSession.builder().remote(lakehouse.spark().remote()).create()) {
      Supplier<Dataset<Row>> rows = () -> session.sql("SELECT id FROM range(11)");
      CountedRows counted = new CountedRows(counts);

      counted.observe(rows.get()).collectAsList();

      assertThat(counted.counts(rows)).isEqualTo(expected);
      assertThat(counted.complete(Map.of(), rows)).isEqualTo(expected);
      assertThat(counted.complete(expected, () -> fail("not needed"))).isEqualTo(expected);
    }
  }

  @Test
  void aServerThatDiesDuringAStatementEndsItInBoundedTime() {
    try (CatalogProcess catalog = CatalogProcess.start(folder);
        SparkServerProcess server = SparkServerProcess.start(folder, catalog.variables())) {
      EngineSession session = Engines.at(server.remote()).open(Runs.session("run"));
      assertThatThrownBy(() -> session.query("SELECT nothing"))
          .isInstanceOfSatisfying(
              EngineException.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(EngineException.Kind.FAILED);
                assertThat(failure.condition().orElseThrow()).startsWith("UNRESOLVED_COLUMN");
              });
      CompletableFuture<Void> statement =
          CompletableFuture.runAsync(
              () ->
                  session.execute("SELECT max(sha(CAST(id AS STRING))) FROM range(1000000000000)"));
      await().pollDelay(Duration.ofSeconds(1)).until(() -> !statement.isDone());
      server.kill();

      assertThatThrownBy(
              () -> statement.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(EngineException.class)
          .hasMessageContaining("Spark went away");
      long before = System.nanoTime();
      session.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(Files.exists(folder)).isTrue();
  }
}
