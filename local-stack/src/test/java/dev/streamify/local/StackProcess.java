package dev.streamify.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.local.http.JsonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged stack as a user starts it, on free ports. */
final class StackProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path JAR = Path.of("target", "local-stack.jar").toAbsolutePath();

  private static final Pattern CONNECT_METRICS =
      Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/metrics");

  private final Process process;
  private final Path output;
  private final Path report;

  private StackProcess(Process process, Path output, Path report) {
    this.process = process;
    this.output = output;
    this.report = report;
  }

  static StackProcess start(Path folder, List<String> jvmFlags, String... arguments)
      throws IOException {
    return start(folder, jvmFlags, Map.of(), arguments);
  }

  /** With further variables in the environment of all of its processes. */
  static StackProcess start(
      Path folder, List<String> jvmFlags, Map<String, String> environment, String... arguments)
      throws IOException {
    Path output = Files.createTempFile(folder, "stack-", ".out");
    Path report = Files.createTempFile(folder, "report-", ".json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(
        List.of(
            "--kafka-port=0",
            "--connect-port=0",
            "--connect-metrics-port=0",
            "--enrich-port=0",
            "--batch-port=0",
            "--spark-port=0",
            "--spark-ui-port=0",
            "--report=" + report));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new StackProcess(process, output, report);
  }

  /** Waits for the end and returns the exit code. */
  int awaitExit(Duration timeout) throws InterruptedException, IOException {
    if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + timeout + ":\n" + output());
    }
    return process.exitValue();
  }

  void awaitOutput(String text, Duration timeout) {
    Awaitility.await("'" + text + "' in the output")
        .atMost(timeout)
        .until(
            () -> {
              boolean ended = !process.isAlive();
              if (output().contains(text)) {
                return true;
              }
              if (ended) {
                throw new AssertionError(
                    "the stack ended before it said '" + text + "':\n" + output());
              }
              return false;
            });
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  JsonNode report() throws IOException {
    return JSON.readTree(report.toFile());
  }

  /** A client of the stack's batch-api. */
  JsonClient batchApi() throws IOException {
    return new JsonClient(port("batch-api"));
  }

  int connectMetricsPort() throws IOException {
    return port(CONNECT_METRICS);
  }

  /** The port of one of those whose addresses the stack has printed, such as {@code Kafka}. */
  int port(String name) throws IOException {
    return port(Pattern.compile("(?m)^" + name + "\\s+(?:http://)?127\\.0\\.0\\.1:(\\d+)"));
  }

  private int port(Pattern shown) throws IOException {
    Matcher address = shown.matcher(output());
    if (!address.find()) {
      throw new AssertionError("no " + shown + " in:\n" + output());
    }
    return Integer.parseInt(address.group(1));
  }

  JsonNode streamReport(String stream) throws IOException {
    return report().path("streams").path(stream);
  }

  /** The running process of the stack whose command line contains {@code text}. */
  Optional<ProcessHandle> child(String text) {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(text))
        .filter(child -> !child.info().commandLine().orElse("").contains("launch.Launcher"))
        .findFirst();
  }

  List<ProcessHandle> descendants() {
    try (Stream<ProcessHandle> all = process.descendants()) {
      return all.toList();
    }
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = descendants();
    process.destroy();
    try {
      process.onExit().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
