package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged benchmarks as a user starts them, far from UTC. */
final class BenchmarkProcess {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();

  private BenchmarkProcess() {}

  /** What came of it. */
  record Result(int exitCode, String log, JsonNode report) {}

  /** Runs one to its end, within ten minutes. */
  static Result run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    return run(folder, Duration.ofMinutes(10), arguments);
  }

  /** Runs one to its end. */
  static Result run(Path folder, Duration timeout, List<String> arguments)
      throws IOException, InterruptedException {
    Path report = folder.resolve("result.json");
    Path log = folder.resolve("benchmark.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-Duser.timezone=America/Los_Angeles", "-Duser.language=tr", "-jar"));
    command.add(JAR.toString());
    command.addAll(arguments);
    command.add("--report=" + report);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS))
          .as("ends in time")
          .isTrue();
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(report).as(Files.readString(log)).exists();
    return new Result(
        process.exitValue(), Files.readString(log), new ObjectMapper().readTree(report.toFile()));
  }
}
