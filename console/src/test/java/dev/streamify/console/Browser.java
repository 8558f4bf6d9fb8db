package dev.streamify.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A Chromium of this machine that looks at the console, and remembers what went wrong. Modules that
 * run the service use it from here.
 */
public final class Browser implements AutoCloseable {
  private static final double TIMEOUT_MS = 30_000;
  private static final Map<String, String> NO_DOWNLOAD =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
  private static final List<String> SERIOUS = List.of("serious", "critical");

  private final String origin;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final BrowserContext context;
  private final Page page;
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  private Browser(Path executable, String origin) {
    this.origin = origin;
    this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-background-networking", "--disable-quic")));
    this.context = browser.newContext();
    this.page = context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    page.setViewportSize(1_440, 960);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            troubles.add("console: " + message.text() + " at " + message.location());
          }
        });
    page.onPageError(error -> troubles.add("script: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(origin + "/") && !request.url().startsWith("data:")) {
            troubles.add("request to " + request.url());
          }
        });
    page.onDialog(Dialog::accept);
  }

  /** Where Chromium is; the variable {@code CHROMIUM} says it of other places. */
  public static Optional<Path> executable() {
    return Stream.of(
            System.getenv().getOrDefault("CHROMIUM", ""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens one that may go to one origin only. */
  public static Browser open(String origin) {
    return new Browser(executable().orElseThrow(), origin);
  }

  /** What it shows. */
  public Page page() {
    return page;
  }

  /** Opens an address and waits until its parts are there. */
  public Page go(String path) {
    page.navigate(origin + path);
    page.waitForSelector("main h1");
    page.waitForFunction("() => !document.querySelector('.loading')");
    return page;
  }

  /** Leaves the page, signs out of everything, forgets what went wrong. */
  public void forget() {
    page.navigate("about:blank");
    context.clearCookies();
    troubles.clear();
  }

  /** The first button with that text. */
  public Locator button(String text) {
    return page.locator("main button", new Page.LocatorOptions().setHasText(text)).first();
  }

  /** What the console says of what was done last. */
  public String told() {
    Locator toast = page.locator(".toast:not([hidden])");
    toast.waitFor();
    return toast.textContent();
  }

  /** Says what keeps people from using the page that it shows: serious findings of axe. */
  public void assertUsable(String path) {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .filteredOn(violation -> SERIOUS.contains(violation.getImpact()))
        .as("what keeps people from using %s", path)
        .extracting(violation -> violation.getId() + ": " + violation.getNodes().get(0).getHtml())
        .isEmpty();
  }

  /** The same with light and with dark colours. */
  public void assertUsableByDayAndNight(String path) {
    assertUsable(path);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertUsable(path + " in the dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** Keeps a picture where the property {@code console.screenshots} says. */
  public void picture(String name) {
    Optional.ofNullable(System.getProperty("console.screenshots"))
        .filter(folder -> !folder.isBlank())
        .ifPresent(
            folder ->
                page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png"))));
  }

  /** Errors of scripts, errors in the console, requests to elsewhere. */
  public List<String> troubles() {
    return troubles;
  }

  @Override
  public void close() {
    context.close();
    browser.close();
    playwright.close();
  }
}
