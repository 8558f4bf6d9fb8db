package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged benchmark, with so few rows that its times mean nothing. */
class SilverBenchmarkIT {
  @TempDir Path folder;

  @Test
  void platformAndDuckDbAgreeOnEveryCount() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder,
            List.of(
                "silver",
                "--rows=20000",
                "--histories=20000,40000",
                "--increment=2000",
                "--repetitions=1",
                "--warm-ups=0",
                "--spark-heap=1g"));

    // 1 would be the time ratio's: times are not what this test is about.
    assertThat(result.exitCode()).as(result.log()).isIn(0, 1);
    JsonNode report = result.report();
    assertThat(rowsWritten(report, "first deduplication")).isEqualTo(19_000);
    assertThat(rowsWritten(report, "increment onto 20,000 rows")).isEqualTo(1_900);
    assertThat(rowsWritten(report, "increment onto 40,000 rows")).isEqualTo(1_900);
    assertThat(report.at("/flatness/histories/0/rows").asLong()).isEqualTo(20_000);
    assertThat(report.at("/flatness/histories/1/rows").asLong()).isEqualTo(40_000);
    assertThat(result.log()).contains("| first deduplication | 20,000 | 19,000 |");
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
