package dev.streamify.batch;

import static dev.streamify.batch.ConsoleService.OPERATOR;
import static dev.streamify.batch.ConsoleService.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.streamify.console.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
  private static final int LOOKS = 5;
  // In milliseconds. Answers take a tenth of it; machines that build do other things too.
  private static final double LIMIT_MS = 500;

  private static final String SLOWEST_ANSWER_MS =
      """
      Math.max(...performance.getEntriesByType('resource')
        .filter((one) => one.name.includes('/api/')).map((one) => one.duration))""";

  @TempDir static Path folder;
  private static ConsoleService service;
  private static Browser browser;

  @BeforeAll
  static void startTheService() throws IOException {
    service = ConsoleService.start(folder, TABLES, RUNS);
    browser = service.browser();
  }

  @AfterAll
  static void stopTheService() {
    if (service != null) {
      service.close();
    }
  }

  @BeforeEach
  void asAStranger() {
    browser.forget();
  }

  @Test
  void whoeverIsNotSignedInIsAskedToAndLandsWhereTheyWantedTo() {
    Page page = service.signIn("sfy_nobody_knows_this_key", "/jobs/silver_listen_events");
    page.locator(".problem").waitFor();
    assertThat(page.locator(".problem").textContent()).contains("Request");

    page.locator("input[name=credential]").fill(VIEWER);
    browser.button("Sign in").click();
    page.waitForURL(service.api().url() + "/jobs/silver_listen_events");
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
    Page page = service.signIn(OPERATOR, "/jobs/reconciliation");
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
    Page page = service.signIn(VIEWER, path);
    page.waitForURL(service.api().url() + path);
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
  void partsThatNobodyAnswersAreSaidOnce() {
    Page page = service.signIn(VIEWER, "/");
    page.waitForURL(service.api().url() + "/");
    page.locator("[aria-label='Last runs'] tbody tr").first().waitFor();
    page.route("**/api/**", route -> route.abort());
    page.locator(".problem").first().waitFor();
    page.waitForFunction("() => !document.querySelector('.loading')");
    assertThat(page.locator(".problem").count()).isEqualTo(1);
    page.unroute("**/api/**");
  }

  @Test
  void whatIsAwayIsSaidWithWhatToDo() {
    Page page = service.signIn(OPERATOR, "/sinks");
    page.waitForURL(service.api().url() + "/sinks");
    Locator problem = page.locator(".problem").first();
    problem.waitFor();
    assertThat(problem.textContent())
        .contains("Kafka Connect is not available", "start it, or set CONNECT_URL");
    browser.assertUsable("/sinks");
  }

  @Test
  void thePageSaysThatTheServiceIsAwayAndGoesOnWhenItIsBack() {
    Page page = service.signIn(VIEWER, "/tables");
    page.waitForURL(service.api().url() + "/tables");
    page.locator("main tbody tr").first().waitFor();
    page.route("**/api/**", route -> route.abort());
    Locator away =
        page.locator(".problem", new Page.LocatorOptions().setHasText("cannot be reached"));
    away.waitFor();
    assertThat(away.count()).as("said once, not by each part of the page").isEqualTo(1);
    assertThat(page.locator("main tbody tr").count())
        .as("what was known stays on the page")
        .isGreaterThanOrEqualTo(TABLES);

    page.unroute("**/api/**");
    page.waitForFunction("() => !document.querySelector('.problem')");
  }

  @Test
  void whatDoesNotExistIsSaidToo() {
    Page page = service.signIn(VIEWER, "/tables/nothing");
    page.waitForURL(service.api().url() + "/tables/nothing");
    page.locator(".problem", new Page.LocatorOptions().setHasText("nothing")).first().waitFor();
    for (String path : List.of("/jobs/nothing", "/runs/nothing")) {
      page.navigate(service.api().url() + path);
      page.locator(".problem", new Page.LocatorOptions().setHasText("nothing")).first().waitFor();
    }
  }
}
