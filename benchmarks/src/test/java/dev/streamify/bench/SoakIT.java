package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform under a steady load: an hour with the profile {@code soak}. */
@EnabledIfSystemProperty(
    named = "soak.minutes",
    matches = "[1-9][0-9]*",
    disabledReason = "it takes its time: -Psoak, or -Dsoak.minutes=3")
class SoakIT {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 0);
  // Before that, caches fill and compilers work: a short soak shows that looking works.
  private static final int FEWEST_TO_JUDGE = 20;
  private static final int RATE = Integer.getInteger("soak.rate", 500);

  @TempDir private Path folder;

  @Test
  void whatThePlatformUsesStaysWithinBounds() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder,
            Duration.ofMinutes(MINUTES + 20L),
            List.of("soak", "--minutes=" + MINUTES, "--rate=" + RATE, "--work-dir=" + folder));

    System.out.println(result.log());
    JsonNode soak = result.report().path("soak");
    List<String> looked = new ArrayList<>();
    soak.path("trends").forEach(trend -> looked.add(trend.path("what").asText()));
    assertThat(looked)
        .contains(
            "enrich-streams: live objects",
            "connect: threads",
            "batch-api: file handles",
            "spark-server: resident memory",
            "sessions on the Spark server",
            "groups on the broker",
            "bronze_listen_events: files");
    assertThat(soak.path("raw").asLong())
        .isGreaterThan((long) MINUTES * 60 * RATE * 9 / 10)
        .isEqualTo(soak.path("bronze").asLong());
    assertThat(soak.path("runs").path("COMPLETED").asLong()).isPositive();
    if (MINUTES >= FEWEST_TO_JUDGE) {
      assertThat(soak.path("verdict")).isEmpty();
      assertThat(result.exitCode()).as(result.log()).isZero();
    }
  }
}
