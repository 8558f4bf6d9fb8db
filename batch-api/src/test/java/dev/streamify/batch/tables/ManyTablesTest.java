package dev.streamify.batch.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.catalog.CatalogSettings;
import dev.streamify.batch.catalog.CatalogUnavailableException;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.fixture.CatalogProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyTablesTest {
  private static final int TABLES = 500;
  private static final int CLIENTS = 50;

  // Wide, as machines that build are busy; what is meant is half a second.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void aListOfFiveHundredTablesIsQuickForFiftyClientsAtOnce() throws Exception {
    try (CatalogProcess catalog = CatalogProcess.start(folder);
        Lakehouse lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()))) {
      lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
      for (int i = 0; i < TABLES; i++) {
        lakehouse.catalog().createTable(Lakehouse.identifier("t" + i), AllTypes.SCHEMA);
      }
      LoadedTables tables = new LoadedTables(lakehouse, new Config(), Clock.systemUTC());
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        assertThat(tables.all()).hasSize(TABLES);
        List<Future<Duration>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS * 4; i++) {
          answers.add(clients.submit(() -> timed(tables)));
        }
        for (Future<Duration> answer : answers) {
          assertThat(answer.get(60, TimeUnit.SECONDS)).isLessThan(LIMIT);
        }
      } finally {
        clients.shutdownNow();
        tables.stop();
      }
    }
  }

  @Test
  void aCatalogThatGoesAwayIsSaidToBeAway() {
    try (Lakehouse lakehouse = opened()) {
      LoadedTables tables = new LoadedTables(lakehouse, new Config(), Clock.systemUTC());
      Assertions.assertThatThrownBy(tables::all)
          .isInstanceOf(CatalogUnavailableException.class)
          .hasMessageContaining("does not answer")
          .hasMessageNotContaining("WRITE_DELAY");
      tables.stop();
    }
  }

  @Test
  void aCatalogThatBrokeItsConnectionsIsOpenedAnew() {
    try (CatalogProcess catalog = CatalogProcess.start(folder);
        Lakehouse lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()))) {
      lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
      lakehouse.catalog().createTable(Lakehouse.identifier("t"), AllTypes.SCHEMA);
      LoadedTables tables = new LoadedTables(lakehouse, new Config(), Clock.systemUTC());
      assertThat(tables.find("t")).isPresent();

      catalog.restart();

      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreException(CatalogUnavailableException.class)
          .untilAsserted(() -> assertThat(tables.find("t")).isPresent());
      assertThat(lakehouse.requireTable("t").schema().columns()).isNotEmpty();
      tables.stop();
    }
  }

  private Lakehouse opened() {
    try (CatalogProcess catalog = CatalogProcess.start(folder)) {
      Lakehouse lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()));
      lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
      return lakehouse;
    }
  }

  private static Duration timed(LoadedTables tables) {
    long begin = System.nanoTime();
    assertThat(tables.all()).hasSize(TABLES);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Nothing is shared between one list and the next, but those that are asked for at once. */
  private record Config() implements TablesConfig {
    @Override
    public Duration cacheFor() {
      return Duration.ZERO;
    }

    @Override
    public int rowReaders() {
      return 1;
    }

    @Override
    public Duration rowWait() {
      return Duration.ZERO;
    }
  }
}
