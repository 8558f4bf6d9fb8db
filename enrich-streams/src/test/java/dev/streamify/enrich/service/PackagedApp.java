package dev.streamify.enrich.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged application as a process of its own. */
final class PackagedApp implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://127.0.0.1:\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private PackagedApp(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static PackagedApp start(String bootstrapServers, Map<String, String> environment)
      throws IOException {
    Path log = Files.createTempFile(Path.of("target"), "enrich-streams-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-Duser.timezone=America/Los_Angeles",
                    "-Duser.language=tr",
                    "-jar",
                    "target/quarkus-app/quarkus-run.jar"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    builder.environment().putAll(environment);
    return new PackagedApp(builder.start(), log);
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    Matcher address = ADDRESS.matcher("");
    Awaitility.await("the HTTP port")
        .atMost(PATIENCE)
        .until(() -> address.reset(log()).find() || !process.isAlive());
    return http.send(
        HttpRequest.newBuilder(URI.create(address.group(1) + path)).build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Waits until readiness answers with the status and a state that contains the text. */
  void awaitReadiness(int status, String state) {
    Awaitility.await("readiness %d with %s".formatted(status, state))
        .atMost(PATIENCE)
        .until(
            () -> {
              HttpResponse<String> ready = get("/q/health/ready");
              return ready.statusCode() == status && ready.body().contains(state);
            });
  }

  /** The native libraries that it has loaded, where the system tells; else nothing. */
  Optional<String> nativeLibraries() throws IOException {
    Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
    return Files.isReadable(maps) ? Optional.of(Files.readString(maps)) : Optional.empty();
  }

  /** SIGKILL: no shutdown hook runs. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM. */
  int stop() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end within " + PATIENCE);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
