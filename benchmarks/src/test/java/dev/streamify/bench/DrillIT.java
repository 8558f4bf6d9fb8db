package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short drill here, all of them with the profile {@code chaos}. */
class DrillIT {
  private static final String ONLY = System.getProperty("drill.only", "expiry");
  private static final int EVENTS = Integer.getInteger("drill.events", 6_000);
  private static final String IDLE = System.getProperty("drill.idle", "PT1M");
  private static final int SEED = Integer.getInteger("drill.seed", 3);
  private static final Duration TIMEOUT_EACH = Duration.ofMinutes(15);

  @TempDir private Path folder;

  @Test
  void everythingIsThereOnceAfterTheDocumentedHand() throws Exception {
    List<String> drills = List.of(ONLY.split(","));

    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder,
            TIMEOUT_EACH.multipliedBy(drills.size()).plus(Duration.parse(IDLE)),
            List.of(
                "drill",
                "--only=" + ONLY,
                "--events=" + EVENTS,
                "--rate=500",
                "--idle=" + IDLE,
                "--seed=" + SEED));

    System.out.println(result.log());
    assertThat(result.exitCode()).as(result.log()).isZero();
    assertThat(result.report().path("drills"))
        .extracting(drill -> drill.path("drill").asText())
        .containsExactlyElementsOf(drills);
    for (JsonNode drill : result.report().path("drills")) {
      assertThat(drill.path("verdict")).as(drill.toString()).isEmpty();
      assertThat(drill.path("streams")).isNotEmpty();
      for (JsonNode stream : drill.path("streams")) {
        assertThat(stream.path("produced").asLong()).as(stream.toString()).isPositive();
        assertThat(stream.path("lost").asLong()).as(stream.toString()).isZero();
        assertThat(stream.path("doubled_in_silver").asLong()).as(stream.toString()).isZero();
      }
    }
  }
}
