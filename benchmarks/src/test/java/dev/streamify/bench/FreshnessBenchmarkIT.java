package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packaged benchmark with a light load, short: both ways bring all events to bronze. */
@EnabledIfSystemProperty(
    named = "bench.freshness",
    matches = "true",
    disabledReason = "two minutes for what is no part of the platform: -Dbench.freshness=true")
class FreshnessBenchmarkIT {
  @TempDir private Path folder;

  @Test
  void eventsOfASteadyLoadAreFollowedIntoBronze() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder,
            List.of(
                "freshness",
                "--rates=500",
                "--warm-up-s=5",
                "--measured-s=12",
                "--commit-interval-ms=2000"));

    assertThat(result.exitCode()).as(result.log()).isZero();
    JsonNode load = result.report().at("/steady/0");
    assertThat(load.path("rate_per_second").asInt()).isEqualTo(500);
    assertThat(load.path("contenders")).hasSize(2);
    for (JsonNode contender : load.path("contenders")) {
      JsonNode measured = contender.path("measured");
      assertThat(measured.at("/freshness_s/p50").asDouble())
          .as(measured.toPrettyString())
          .isPositive()
          .isLessThanOrEqualTo(measured.at("/freshness_s/p99").asDouble());
      assertThat(measured.path("files_per_minute").asDouble()).isPositive();
      assertThat(measured.path("cores").asDouble()).isPositive();
      assertThat(measured.path("events_per_second").asLong()).isPositive();
    }
  }
}
