package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged benchmark, with so few rows that its times mean nothing. */
class SilverBenchmarkIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void platformAndDuckDbAgreeOnEveryCount() throws Exception {
    Path result = folder.resolve("result.json");
    Path log = folder.resolve("benchmark.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Duser.timezone=America/Los_Angeles",
                    "-Duser.language=tr",
                    "-jar",
                    JAR.toString(),
                    "silver",
                    "--rows=20000",
                    "--histories=20000,40000",
                    "--increment=2000",
                    "--repetitions=1",
                    "--warm-ups=0",
                    "--spark-heap=1g",
                    "--report=" + result))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ends in time").isTrue();
    } finally {
      process.destroy();
      process.waitFor();
    }

    // 1 would be the time ratio's: times are not what this test is about.
    assertThat(process.exitValue()).as(Files.readString(log)).isIn(0, 1);
    assertThat(result).as(Files.readString(log)).exists();
    JsonNode report = new ObjectMapper().readTree(result.toFile());
    assertThat(rowsWritten(report, "first deduplication")).isEqualTo(19_000);
    assertThat(rowsWritten(report, "increment onto 20,000 rows")).isEqualTo(1_900);
    assertThat(rowsWritten(report, "increment onto 40,000 rows")).isEqualTo(1_900);
    assertThat(report.at("/flatness/histories/0/rows").asLong()).isEqualTo(20_000);
    assertThat(report.at("/flatness/histories/1/rows").asLong()).isEqualTo(40_000);
    assertThat(Files.readString(log)).contains("| first deduplication | 20,000 | 19,000 |");
  }

  private static long rowsWritten(JsonNode report, String work) {
    for (JsonNode comparison : report.path("comparisons")) {
      if (comparison.path("work").asText().equals(work)) {
        return comparison.path("rows_written").asLong();
      }
    }
    throw new AssertionError("the report has no '%s': %s".formatted(work, report));
  }
}
