package dev.streamify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.streamify.console.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The console as people use it: in a browser, of a platform that is at work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {
  // A sensor waits up to two minutes while data goes on coming.
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int KILOBYTE = 1_000;
  private static final int PHONE = 390;
  private static final String LOADED =
      "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))";

  @TempDir static Path folder;
  private static ConsolePlatform platform;
  private static Browser browser;

  @BeforeAll
  static void startThePlatform() throws IOException {
    platform = ConsolePlatform.start(folder);
    browser = platform.browser();
  }

  @AfterAll
  static void stopThePlatform() {
    if (platform != null) {
      platform.close();
    }
  }

  private static long authRows() throws IOException {
    return api("/api/v1/tables/bronze_auth_events").path("rows").asLong();
  }

  private static JsonNode api(String path) throws IOException {
    return platform.api(path);
  }

  private static long number(Locator cell) {
    return Long.parseLong(cell.textContent().strip().replace(",", ""));
  }

  @Test
  @Order(1)
  void numbersMoveWhileEventsFlow() {
    Page page = browser.go("/");
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("listen_events")).first();
    Locator bronze = row.locator("a[href='/tables/bronze_listen_events']");
    long before = number(bronze);

    await("rows of bronze without a reload")
        .atMost(PATIENCE)
        .until(() -> number(bronze) > before && row.textContent().contains("/s"));
    browser.picture("overview");
  }

  @Test
  @Order(2)
  void aRunIsStartedFollowedAndCancelled() {
    Page page = browser.go("/jobs/reconciliation");
    browser.button("Run now").click();
    String told = browser.told();
    assertThat(told).contains("waits");
    String run = told.replaceAll(".*Run (\\S+) waits.*", "$1");

    browser.go("/runs/" + run);
    awaitLog(page, "asked for by anonymous");
    awaitLog(page, "Spark: ");
    browser.button("Cancel").click();
    awaitLog(page, "cancellation asked for by anonymous");
    page.locator("h1 .badge[data-state=ABORTED]").waitFor();
    assertThat(page.locator("main").textContent()).contains("cancelled by anonymous");
  }

  /** The log grows on the page, without a reload. */
  private static void awaitLog(Page page, String text) {
    page.locator("pre[role=log]", new Page.LocatorOptions().setHasText(text)).waitFor();
  }

  @Test
  @Order(3)
  void aScheduleIsPausedAndResumed() throws IOException {
    Page page = browser.go("/jobs/reconciliation");
    browser.button("Pause").click();
    page.locator(".badge[data-state=PAUSED]").first().waitFor();
    assertThat(api("/api/v1/schedules").toString())
        .containsPattern("\"job\":\"reconciliation\"[^}]*\"paused\":true");

    browser.button("Resume").click();
    page.locator(".badge[data-state=PAUSED]").first().waitFor(detached());
    assertThat(api("/api/v1/schedules").toString())
        .containsPattern("\"job\":\"reconciliation\"[^}]*\"paused\":false");
  }

  private static Locator.WaitForOptions detached() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }

  @Test
  @Order(4)
  void rowsOfATableAreLeafedThrough() {
    Page page = browser.go("/tables/bronze_listen_events");
    Locator first = page.locator("[aria-label=Rows] tbody tr").first();
    first.waitFor();
    String shown = first.textContent();
    assertThat(page.locator("[aria-label=Rows] tbody tr").count()).isEqualTo(25);
    browser.picture("table");

    browser.button("Next page").click();
    await().atMost(PATIENCE).until(() -> !first.textContent().equals(shown));
    assertThat(page.url()).contains("cursor=");
    page.goBack();
    browser.button("First page").waitFor(detached());
  }

  @Test
  @Order(5)
  void deadLettersAreSeenWithTheirPayloadAndReplayed() throws IOException {
    Page page = browser.go("/dead-letters?stream=listen_events");
    page.locator("[aria-label='Dead letters'] tbody tr").first().waitFor();
    assertThat(
            page.locator("[aria-label='Dead letters'] tbody tr td:nth-child(2)").allTextContents())
        .containsOnly("listen_events");
    Locator chart = page.locator("[aria-label^='Dead letters by stream and reason']");
    chart.locator("canvas").waitFor();
    assertThat(chart.locator(".u-legend").textContent()).contains("listen_events ");
    page.locator("select[name=reason]").selectOption("NOT_AN_OBJECT");
    await("letters with one reason")
        .atMost(PATIENCE)
        .until(
            () ->
                Set.copyOf(
                        page.locator("[aria-label='Dead letters'] tbody td:nth-child(3)")
                            .allTextContents())
                    .equals(Set.of("NOT_AN_OBJECT")));
    browser.picture("dead-letters");

    Locator row = page.locator("[aria-label='Dead letters by stream'] tbody tr").first();
    row.locator("button", new Locator.LocatorOptions().setHasText("Replay")).click();
    String run = browser.told().replaceAll(".*Replay (\\S+) waits.*", "$1");
    await("the replay's end")
        .atMost(PATIENCE)
        .until(() -> api("/api/v1/runs/" + run).path("state").asText().equals("COMPLETED"));
    assertThat(api("/api/v1/runs/" + run).at("/metrics/letters_replayed").asLong()).isPositive();
    row.locator("a[href='/runs/%s'] .badge[data-state=COMPLETED]".formatted(run)).waitFor();
  }

  @Test
  @Order(6)
  void whyARunFailedIsFoundFromTheListOfFailedOnes() throws Exception {
    long rows = authRows() + 200;
    Collisions.send(platform.stack().port("Kafka"), 200);
    await("the collisions in bronze").atMost(PATIENCE).until(() -> authRows() >= rows);
    // The sensor would come to it too, in its time.
    assertThat(platform.stack().batchApi().post("/api/v1/jobs/silver_auth_events/runs", "{}").ok())
        .isTrue();
    await("a run that meets the collisions")
        .atMost(PATIENCE)
        .until(
            () ->
                api("/api/v1/runs?job=silver_auth_events&state=FAILED&top_level=false")
                    .at("/runs/0/error/message")
                    .asText()
                    .contains("collisions"));

    Page page = browser.go("/runs?state=FAILED&parts=shown&job=silver_auth_events");
    page.locator("[aria-label=Runs] tbody a").first().click();
    page.locator("h1 .badge[data-state=FAILED]").waitFor();
    assertThat(page.locator(".problem").first().textContent()).contains("collisions");
    page.locator("[aria-label=Checks] .badge[data-state=FAILED]").first().waitFor();
    page.locator("a[href*='/connect/session/']").waitFor();
    browser.assertUsableByDayAndNight("/runs/ID");
    browser.picture("run");
  }

  @Test
  @Order(7)
  void aSinkIsPausedAndResumed() throws IOException {
    Page page = browser.go("/sinks");
    Locator sink =
        page.locator(".panel", new Page.LocatorOptions().setHasText("bronze_auth_events")).first();
    sink.locator("button", new Locator.LocatorOptions().setHasText("Pause")).click();
    sink.locator(".badge[data-state=PAUSED]").first().waitFor();
    assertThat(api("/api/v1/sinks/bronze_auth_events").path("state").asText()).isEqualTo("PAUSED");

    sink.locator("button", new Locator.LocatorOptions().setHasText("Resume")).click();
    sink.locator(".badge[data-state=PAUSED]").first().waitFor(detached());
    await("the sink's tasks")
        .atMost(PATIENCE)
        .until(
            () -> api("/api/v1/sinks/bronze_auth_events").path("state").asText().equals("RUNNING"));
  }

  @Test
  @Order(8)
  void howLongEachStepTookAndWhatWasCheckedIsSeen() throws IOException {
    String run =
        api("/api/v1/runs?job=silver_listen_events&state=COMPLETED&top_level=false")
            .at("/runs")
            .findParents("metrics")
            .stream()
            .filter(one -> one.at("/metrics/rows_inserted").asLong() > 0)
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    Page page = browser.go("/runs/" + run);
    assertThat(
            page.locator("[aria-label='Durations by step'] tbody tr td:first-child")
                .allTextContents())
        .extracting(String::strip)
        .containsExactly("plan", "write", "audit", "publish");
    page.locator("summary", new Page.LocatorOptions().setHasText("Newest statement")).waitFor();
    page.locator("a[href^='/tables/silver_listen_events?snapshot=']").first().click();
    page.waitForURL("**/tables/silver_listen_events?snapshot=*#snapshots");
    page.locator("[aria-label=Rows] tbody tr").first().waitFor();

    browser.go("/tables/silver_listen_events");
    page.locator("[aria-label='Checks of the last runs'] a[href='/runs/%s']".formatted(run))
        .first()
        .waitFor();
  }

  @Test
  @Order(9)
  void lineageShowsColumnsAndLeadsToTables() {
    Page page = browser.go("/lineage");
    page.locator(".lineage a[aria-label^='Job silver_listen_events: Job, ']").waitFor();
    page.locator("summary", new Page.LocatorOptions().setHasText("silver_user_sessions")).click();
    page.locator("[aria-label='Columns of silver_user_sessions'] code").first().waitFor();
    page.locator(".lineage a[href='/tables/bronze_dead_letters']").click();
    page.waitForURL("**/tables/bronze_dead_letters");
  }

  @Test
  @Order(10)
  void aDateIsMadeAnewFromTheCalendar() throws IOException {
    Page page = browser.go("/jobs/silver_auth_events");
    Locator date = page.locator(".month button").first();
    date.waitFor();
    String named = date.getAttribute("aria-label").substring(0, "2026-01-31".length());
    date.click();
    String run = browser.told().replaceAll(".*Run (\\S+) waits.*", "$1");
    JsonNode made = api("/api/v1/runs/" + run);
    assertThat(made.path("mode").asText()).isEqualTo("full");
    assertThat(made.path("from").asText()).isEqualTo(named);
    assertThat(made.path("to").asText()).isEqualTo(named);
  }

  @Test
  @Order(11)
  void everyPageCanBeUsedByEverybodyOnEveryScreen() {
    List<String> pages =
        List.of(
            "/",
            "/lineage",
            "/runs",
            "/jobs",
            "/jobs/silver_listen_events",
            "/tables",
            "/tables/silver_listen_events",
            "/dead-letters",
            "/sinks",
            "/sign-in");
    for (String path : pages) {
      Page page = browser.go(path);
      browser.assertUsableByDayAndNight(path);
      page.setViewportSize(PHONE, 844);
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as("%s on a narrow screen", path)
          .isEqualTo(PHONE);
      page.setViewportSize(1_440, 960);
      if (!path.equals("/")) {
        browser.picture(path.substring(1).replace('/', '-'));
      }
    }
    assertThat(browser.troubles()).isEmpty();
  }

  @Test
  @Order(12)
  void theFirstPageIsSmallAndThere() throws IOException {
    Object bytes;
    Object files;
    try (Browser first = platform.anotherBrowser()) {
      Page page = first.go("/");
      bytes = page.evaluate(LOADED + ".reduce((sum, one) => sum + one.transferSize, 0)");
      files = page.evaluate(LOADED + ".length");
    }
    Page page = browser.go("/");
    page.reload();
    page.waitForSelector("[aria-label^=Streams] tbody tr");
    Object shownMs = page.evaluate("performance.now()");

    assertThat(((Number) files).intValue())
        .as("document, style, scripts, answers")
        .isGreaterThan(8);
    assertThat(((Number) bytes).intValue()).isBetween(10 * KILOBYTE, 300 * KILOBYTE);
    // A second is meant; platform, browser and tests share two processors here.
    assertThat(((Number) shownMs).doubleValue()).isLessThan(3_000);
    System.out.printf(
        "first page: %s bytes in %s files, shown after %s ms%n", bytes, files, shownMs);
  }
}
