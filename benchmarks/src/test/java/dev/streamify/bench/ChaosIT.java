package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole platform under faults: some of them here, many with the profile {@code chaos}. The
 * property {@code chaos.seed} tries others.
 */
class ChaosIT {
  private static final int EVENTS = Integer.getInteger("chaos.events", 30_000);
  private static final int RATE = Integer.getInteger("chaos.rate", 500);
  private static final int FAULTS = Integer.getInteger("chaos.faults", 3);
  private static final int SEED = Integer.getInteger("chaos.seed", 5);
  // Most of a fault is waiting for what it lasts, and for what comes back.
  private static final Duration TIMEOUT =
      Duration.ofMinutes(10).plus(Duration.ofMinutes(2).multipliedBy(FAULTS));

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingIsDoubledWhateverIsKilledOrFrozen() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder,
            TIMEOUT,
            List.of(
                "chaos",
                "--events=" + EVENTS,
                "--rate=" + RATE,
                "--faults=" + FAULTS,
                "--seed=" + SEED));

    System.out.println(result.log());
    assertThat(result.exitCode()).as(result.log()).isZero();
    JsonNode faults = result.report().path("faults");
    assertThat(faults.path("faults")).hasSize(FAULTS);
    assertThat(faults.path("verdict")).isEmpty();
    long raw = 0;
    for (JsonNode stream : faults.path("streams")) {
      raw += stream.path("raw").asLong();
      assertThat(stream.path("silver").asLong()).as(stream.toString()).isPositive();
      assertThat(stream.path("bronze").asLong() + stream.path("dead_letters").asLong())
          .isEqualTo(stream.path("produced").asLong());
    }
    assertThat(raw).isGreaterThanOrEqualTo(EVENTS);
  }
}
