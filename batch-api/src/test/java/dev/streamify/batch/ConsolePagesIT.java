package dev.streamify.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
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
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The console of a service that asks for keys, has many runs and tables, and whose Spark, Kafka and
 * Connect are away.
 */
class ConsolePagesIT {
  private static final int TABLES = 500;
  private static final int RUNS = 10_000;
  private static final String VIEWER = key('v');
  private static final String OPERATOR = key('o');
  private static final int LOOKS = 5;
  // In milliseconds. Answers take a tenth of it; machines that build do other things too.
  private static final double LIMIT_MS = 500;

  private static final String SLOWEST_ANSWER_MS =
      """
      Math.max(...performance.getEntriesByType('resource')
        .filter((one) => one.name.includes('/api/')).map((one) => one.duration))""";

  @TempDir static Path folder;
  private static CatalogProcess catalog;
  private static BatchApiProcess api;
  private static Browser browser;

  @BeforeAll
  static void startTheService() throws IOException {
    assumeThat(Browser.executable())
        .as("there is no Chromium: install one, or say where it is with CHROMIUM")
        .isPresent();
    catalog = CatalogProcess.start(folder);
    createTables();
    fillHistory();
    Path keys = folder.resolve("keys");
    Files.writeString(
        keys,
        "reader:viewer:%s\nnightly:operator:%s\n".formatted(sha256(VIEWER), sha256(OPERATOR)));
    String away = "127.0.0.1:" + SparkServerProcess.freePort();
    api =
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
    browser = Browser.open(api.url());
  }

  private static void createTables() {
    Schema schema = new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));
    try (Lakehouse lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()))) {
      lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
      for (int table = 0; table < TABLES; table++) {
        lakehouse.catalog().createTable(Lakehouse.identifier("t" + table), schema);
      }
    }
  }

  private static void fillHistory() {
    try (Database database = Databases.at("jdbc:h2:file:" + folder.resolve("history"))) {
      ManyRuns.fill(database, "silver_listen_events", RUNS, 100, ManyRuns.numbersOfH2(RUNS));
      // One a second until now.
      database.useTransaction(
          handle ->
              handle.execute(
                  """
                  UPDATE runs SET requested_at = DATEADD('SECOND',
                    CAST(SUBSTRING(id, 2) AS int) - 110000, CURRENT_TIMESTAMP)"""));
    }
  }

  @AfterAll
  static void stopTheService() {
    if (browser != null) {
      browser.close();
    }
    if (api != null) {
      api.close();
    }
    if (catalog != null) {
      catalog.close();
    }
  }

  @BeforeEach
  void asAStranger() {
    browser.forget();
  }

  private static Page signIn(String credential, String path) {
    Page page = browser.go(path);
    page.waitForURL("**/sign-in**");
    page.locator("input[name=credential]").fill(credential);
    browser.button("Sign in").click();
    return page;
  }

  @Test
  void whoeverIsNotSignedInIsAskedToAndLandsWhereTheyWantedTo() {
    Page page = signIn("sfy_nobody_knows_this_key", "/jobs/silver_listen_events");
    page.locator(".problem").waitFor();
    assertThat(page.locator(".problem").textContent()).contains("Request");

    page.locator("input[name=credential]").fill(VIEWER);
    browser.button("Sign in").click();
    page.waitForURL(api.url() + "/jobs/silver_listen_events");
    page.locator("h2", new Page.LocatorOptions().setHasText("What it does")).waitFor();
    assertThat(page.locator(".who").textContent()).contains("reader");
    assertThat(page.locator("main button").allTextContents())
        .as("what viewers may not do they do not see")
        .noneMatch(text -> text.contains("Run") || text.contains("Pause"));

    page.locator(".who button", new Page.LocatorOptions().setHasText("Sign out")).click();
    page.waitForURL("**/sign-in**");
    browser.go("/runs");
    page.waitForURL("**/sign-in?next=%2Fruns");
  }

  @Test
  void operatorsActAndTheirNameStandsBesideWhatTheyDid() {
    Page page = signIn(OPERATOR, "/jobs/reconciliation");
    browser.button("Run now").click();
    String told = browser.told();
    assertThat(told).contains("waits");

    browser.go("/runs/" + told.replaceAll(".*Run (\\S+) waits.*", "$1"));
    page.locator("dd", new Page.LocatorOptions().setHasText("request by nightly")).waitFor();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/lineage",
        "/runs",
        "/runs?hours=24&parts=shown",
        "/jobs",
        "/jobs/silver_listen_events",
        "/tables",
        "/tables/t250",
        "/dead-letters"
      })
  void pagesAreThereAtOnceAlthoughThereAreManyRunsAndTables(String path) {
    Page page = signIn(VIEWER, path);
    page.waitForURL(api.url() + path);
    double best = Double.MAX_VALUE;
    double answer = 0;
    for (int look = 0; look < LOOKS; look++) {
      browser.go(path);
      double shown = ((Number) page.evaluate("performance.now()")).doubleValue();
      if (shown < best) {
        best = shown;
        answer = ((Number) page.evaluate(SLOWEST_ANSWER_MS)).doubleValue();
      }
    }
    System.out.printf("%s: shown after %.0f ms, answers within %.0f ms%n", path, best, answer);
    assertThat(answer).as("the slowest answer of %s, in ms", path).isLessThan(LIMIT_MS);
    browser.assertUsable(path);
  }

  @Test
  void whatIsAwayIsSaidWithWhatToDo() {
    Page page = signIn(OPERATOR, "/sinks");
    page.waitForURL(api.url() + "/sinks");
    Locator problem = page.locator(".problem").first();
    problem.waitFor();
    assertThat(problem.textContent())
        .contains("Kafka Connect is not available", "start it, or set CONNECT_URL");
    browser.assertUsable("/sinks");
  }

  @Test
  void thePageSaysThatTheServiceIsAwayAndGoesOnWhenItIsBack() {
    Page page = signIn(VIEWER, "/tables");
    page.waitForURL(api.url() + "/tables");
    page.locator("main tbody tr").first().waitFor();
    page.route("**/api/**", route -> route.abort());
    page.locator(".problem", new Page.LocatorOptions().setHasText("cannot be reached")).waitFor();
    assertThat(page.locator("main tbody tr").count())
        .as("what was known stays on the page")
        .isGreaterThanOrEqualTo(TABLES);

    page.unroute("**/api/**");
    page.waitForFunction("() => !document.querySelector('.problem')");
  }

  @Test
  void whatDoesNotExistIsSaidToo() {
    Page page = signIn(VIEWER, "/tables/nothing");
    page.waitForURL(api.url() + "/tables/nothing");
    page.locator(".problem", new Page.LocatorOptions().setHasText("nothing")).first().waitFor();
    for (String path : List.of("/jobs/nothing", "/runs/nothing")) {
      page.navigate(api.url() + path);
      page.locator(".problem", new Page.LocatorOptions().setHasText("nothing")).first().waitFor();
    }
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
}
