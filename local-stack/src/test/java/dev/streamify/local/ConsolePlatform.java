package dev.streamify.local;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.console.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A platform at work, and a browser that looks at its console. */
record ConsolePlatform(StackProcess stack, Simulator simulator, Browser browser)
    implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(6);
  private static final int EVENTS_PER_SECOND = 200;

  /** Skips the test where there is no browser. */
  static ConsolePlatform start(Path folder) throws IOException {
    assumeThat(Browser.executable())
        .as("there is no Chromium: install one, or say where it is with CHROMIUM")
        .isPresent();
    StackProcess stack =
        StackProcess.start(
            folder, List.of(), "--events=20000", "--malformed=0.005", "--duplicates=0.02");
    try {
      stack.awaitOutput("Ctrl-C stops all of it", START);
      Simulator simulator = Simulator.start(folder, stack.port("Kafka"), EVENTS_PER_SECOND);
      return new ConsolePlatform(stack, simulator, Browser.open(origin(stack)));
    } catch (IOException | RuntimeException | AssertionError e) {
      stack.close();
      throw e;
    }
  }

  private static String origin(StackProcess stack) throws IOException {
    return "http://127.0.0.1:" + stack.port("batch-api");
  }

  /** A browser that was never here before. */
  Browser anotherBrowser() throws IOException {
    return Browser.open(origin(stack));
  }

  /** What the API answers. */
  JsonNode api(String path) throws IOException {
    return stack.batchApi().get(path).body();
  }

  @Override
  public void close() {
    browser.close();
    simulator.close();
    stack.close();
  }
}
