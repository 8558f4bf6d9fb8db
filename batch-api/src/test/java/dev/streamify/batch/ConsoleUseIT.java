package dev.streamify.batch;

import static dev.streamify.batch.ConsoleService.OPERATOR;
import static dev.streamify.batch.ConsoleService.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.streamify.console.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the console is used: by keyboard, by day and night, on small screens, back and forth. */
class ConsoleUseIT {
  private static final List<String> PAGES =
      List.of("/", "/runs", "/jobs", "/jobs/silver_listen_events", "/tables", "/tables/t1");
  private static final int PHONE = 390;

  @TempDir static Path folder;
  private static ConsoleService service;
  private static Browser browser;

  @BeforeAll
  static void startTheService() throws IOException {
    service = ConsoleService.start(folder, 3, 200);
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
    browser.page().setViewportSize(1_440, 960);
  }

  private static Page signedIn(String credential, String path) {
    Page page = service.signIn(credential, path);
    page.waitForURL(service.api().url() + path);
    return browser.go(path);
  }

  private static Object focused(Page page, String what) {
    return page.evaluate("document.activeElement." + what);
  }

  @Test
  void theKeyboardIsEnough() {
    Page page = signedIn(OPERATOR, "/runs");
    page.keyboard().press("Tab");
    assertThat(focused(page, "textContent")).isEqualTo("Skip to the content");
    page.keyboard().press("Enter");
    page.waitForFunction("() => document.activeElement.id === 'main'");

    page.keyboard().press("/");
    assertThat(focused(page, "name")).isEqualTo("job");

    page.locator("nav a", new Page.LocatorOptions().setHasText("Jobs")).focus();
    page.keyboard().press("Enter");
    page.waitForURL("**/jobs");
    page.waitForFunction("() => document.activeElement.id === 'main'");
    page.locator("h2", new Page.LocatorOptions().setHasText("silver")).waitFor();
    page.keyboard().press("/");
    page.keyboard().type("listen_ev");
    page.waitForURL("**/jobs?q=listen_ev");
    assertThat(page.locator("tbody tr td:first-child a").allTextContents())
        .isNotEmpty()
        .allMatch(name -> name.contains("listen_events"));
  }

  @Test
  void filtersStandInTheAddressAndTheWayBackLeadsToThem() {
    Page page = signedIn(VIEWER, "/runs");
    page.locator("select[name=state]").selectOption("ABORTED");
    page.waitForURL("**/runs?state=ABORTED");
    browser.button("Next page").click();
    page.waitForURL("**/runs?state=ABORTED&cursor=*");
    browser.button("First page").waitFor();

    page.goBack();
    page.waitForURL("**/runs?state=ABORTED");
    page.waitForFunction("() => !document.querySelector('main').innerText.includes('First page')");
    page.reload();
    page.waitForSelector("[aria-label=Runs] tbody tr");
    assertThat(page.locator("select[name=state]").inputValue()).isEqualTo("ABORTED");
  }

  @Test
  void everyPageCanBeReadByDayAndByNight() {
    Page page = signedIn(OPERATOR, "/");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    for (String path : PAGES) {
      browser.go(path);
      browser.assertUsable(path + " in the dark");
    }
    page.locator("button[aria-label='Light or dark']").click();
    page.reload();
    assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.evaluate("localStorage.clear()");
  }

  @Test
  void everyPageFitsOnAPhone() {
    Page page = signedIn(OPERATOR, "/");
    page.setViewportSize(PHONE, 844);
    for (String path : PAGES) {
      browser.go(path);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).as(path).isEqualTo(PHONE);
      browser.assertUsable(path + " on a phone");
    }
  }

  @Test
  void timesAreUtcAndHoveringTellsTheLocalOne() {
    Page page = signedIn(VIEWER, "/runs");
    page.waitForSelector("[aria-label=Runs] time");
    assertThat(page.locator("[aria-label=Runs] time").first().getAttribute("title"))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\n.+ here");
  }
}
