package dev.streamify.batch;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import dev.streamify.batch.catalog.CatalogSettings;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.fixture.BatchApiProcess;
import dev.streamify.batch.fixture.CatalogProcess;
import dev.streamify.batch.fixture.SparkServerProcess;
import dev.streamify.batch.history.ManyRuns;
import dev.streamify.console.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * A service that asks for keys, has runs and tables, and whose Spark, Kafka and Connect are away;
 * and a browser that looks at its console.
 */
record ConsoleService(CatalogProcess catalog, BatchApiProcess api, Browser browser)
    implements AutoCloseable {
  static final String VIEWER = key('v');
  static final String OPERATOR = key('o');

  /** Skips the test where there is no browser. */
  static ConsoleService start(Path folder, int tables, int runs) throws IOException {
    assumeThat(Browser.executable())
        .as("there is no Chromium: install one, or say where it is with CHROMIUM")
        .isPresent();
    CatalogProcess catalog = CatalogProcess.start(folder);
    createTables(catalog, tables);
    fillHistory(folder, runs);
    Path keys = folder.resolve("keys");
    Files.writeString(
        keys,
        "reader:viewer:%s\nnightly:operator:%s\n".formatted(sha256(VIEWER), sha256(OPERATOR)));
    String away = "127.0.0.1:" + SparkServerProcess.freePort();
    BatchApiProcess api =
        BatchApiProcess.start(
            folder,
            catalog.variables(),
            "sc://" + away,
            Map.of(
                "STREAMIFY_BATCH_SECURITY_KEYS_FILE",
                keys.toString(),
                "KAFKA_BOOTSTRAP_SERVERS",
                away,
                "CONNECT_URL",
                "http://" + away));
    return new ConsoleService(catalog, api, Browser.open(api.url()));
  }

  private static void createTables(CatalogProcess catalog, int tables) {
    Schema schema = new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));
    try (Lakehouse lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()))) {
      lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
      for (int table = 0; table < tables; table++) {
        lakehouse.catalog().createTable(Lakehouse.identifier("t" + table), schema);
      }
    }
  }

  private static void fillHistory(Path folder, int runs) {
    try (Database database = Databases.at("jdbc:h2:file:" + folder.resolve("history"))) {
      ManyRuns.fill(database, "silver_listen_events", runs, 100, ManyRuns.numbersOfH2(runs));
      // One a second until now.
      database.useTransaction(
          handle ->
              handle.execute(
                  """
                  UPDATE runs SET requested_at = DATEADD('SECOND',
                    CAST(SUBSTRING(id, 2) AS int) - ?, CURRENT_TIMESTAMP)""",
                  100_000 + runs));
    }
  }

  /** Opens an address as a stranger, signs in with a key, and is there. */
  Page signIn(String credential, String path) {
    Page page = browser.go(path);
    page.waitForURL("**/sign-in**");
    page.locator("input[name=credential]").fill(credential);
    browser.button("Sign in").click();
    return page;
  }

  private static String key(char letter) {
    return "sfy_" + String.valueOf(letter).repeat(43);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    api.close();
    catalog.close();
  }
}
