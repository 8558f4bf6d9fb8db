package dev.streamify.batch.http;

import dev.streamify.batch.fixture.CatalogProcess;
import dev.streamify.batch.fixture.SparkServerProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A catalog for the service under test; Spark is away. */
public class CatalogResource implements QuarkusTestResourceLifecycleManager {
  private Path folder;
  private CatalogProcess catalog;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("batch-api-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    catalog = CatalogProcess.start(folder);
    Map<String, String> settings = new TreeMap<>(catalog.variables());
    settings.put("SPARK_REMOTE", "sc://127.0.0.1:" + SparkServerProcess.freePort());
    settings.put("streamify.batch.database.url", "jdbc:h2:file:" + folder.resolve("history"));
    settings.put("streamify.batch.jobs.reconciliation.retry-attempts", "1");
    return settings;
  }

  @Override
  public void stop() {
    catalog.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
