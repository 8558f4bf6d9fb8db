package dev.streamify.docker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml by compose itself, with ports and images of the test's own. */
final class ComposeProject implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(8);
  private static final List<String> PORTS =
      List.of(
          "KAFKA_PORT",
          "POSTGRES_PORT",
          "MINIO_PORT",
          "MINIO_CONSOLE_PORT",
          "POLARIS_PORT",
          "ENRICH_PORT",
          "CONNECT_PORT",
          "CONNECT_METRICS_PORT",
          "SPARK_UI_PORT",
          "SPARK_MASTER_UI_PORT",
          "BATCH_API_PORT");

  private final List<String> command;
  private final Path output;
  private final Settings settings = Settings.random();
  private final Map<String, String> variables = new HashMap<>(settings.variables());

  private ComposeProject(List<String> compose, Path folder) {
    output = folder.resolve("compose.log");
    PORTS.forEach(port -> variables.put(port, Integer.toString(freePort())));
    variables.put("STREAMIFY_VERSION", Project.TEST_TAG);
    StandIns.VARIABLES.forEach(
        (variable, standIn) ->
            variables.put(variable, Images.standIn(standIn).asCanonicalNameString()));
    command = new ArrayList<>(compose);
    command.addAll(List.of("-f", "docker-compose.yml", "-f", overrides(folder).toString()));
    command.addAll(List.of("-p", "streamify-test-" + UUID.randomUUID()));
  }

  /** The environment of every service, laid over docker-compose.yml. */
  private Path overrides(Path folder) {
    Map<String, Object> services = new HashMap<>();
    for (String service : ComposeFile.read(variables).services().keySet()) {
      services.put(service, Map.of("environment", QuickJvm.environment()));
    }
    try {
      return Files.writeString(
          folder.resolve("quick-jvm.yml"), new Yaml().dump(Map.of("services", services)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  /** The command that compose is here: of the engine's client, or one of its own. */
  static Optional<List<String>> command() {
    return List.of(List.of("docker", "compose"), List.of("docker-compose")).stream()
        .filter(ComposeProject::answers)
        .findFirst();
  }

  private static boolean answers(List<String> compose) {
    List<String> version = new ArrayList<>(compose);
    version.add("version");
    try {
      Process process =
          new ProcessBuilder(version)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A project of that file; images of ours are built.
   *
   * @param folder for what compose says
   * @param further variables of the file
   */
  static ComposeProject of(Path folder, Map<String, String> further) {
    ComposeProject project = new ComposeProject(command().orElseThrow(), folder);
    project.variables.putAll(further);
    ComposeFile.read(project.variables).services().values().stream()
        .flatMap(service -> service.module().stream())
        .distinct()
        .forEach(Images::of);
    return project;
  }

  /** Runs compose to its end and returns what it said; anything but exit code 0 fails the test. */
  String run(String... arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(Project.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      boolean ended = process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String said = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(
            String.format(
                Locale.ROOT, "%s %s:%n%s", line, ended ? "failed" : "does not end", said));
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + line, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + line, e);
    }
  }

  Api api() {
    return new Api("http://127.0.0.1:" + variables.get("BATCH_API_PORT"), settings.apiKey());
  }

  String connectUrl() {
    return "http://127.0.0.1:" + variables.get("CONNECT_PORT");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  @Override
  public void close() {
    run("--profile", "cluster", "down", "--volumes", "--timeout", "5");
  }
}
