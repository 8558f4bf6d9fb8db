package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole platform on S3 under faults: three here, thirty of all kinds with the profile {@code
 * chaos}. The properties {@code chaos.seed} and {@code chaos.kinds} try others.
 */
class ChaosIT {
  private static final int EVENTS = Integer.getInteger("chaos.events", 30_000);
  private static final int RATE = Integer.getInteger("chaos.rate", 300);
  private static final int FAULTS = Integer.getInteger("chaos.faults", 3);
  private static final int SEED = Integer.getInteger("chaos.seed", 7);
  // One of each, with that seed; "all" for every kind.
  private static final String KINDS =
      System.getProperty("chaos.kinds", "KILL,DISK_FULL,S3_TRUNCATION");
  // Most of a fault is waiting for what it lasts, and for what comes back.
  private static final Duration TIMEOUT =
      Duration.ofMinutes(10).plus(Duration.ofMinutes(3).multipliedBy(FAULTS));

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingIsDoubledWhateverGoesWrong() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "chaos",
                "--events=" + EVENTS,
                "--rate=" + RATE,
                "--faults=" + FAULTS,
                "--seed=" + SEED));
    if (!KINDS.equals("all")) {
      arguments.add("--kinds=" + KINDS);
    }
    BenchmarkProcess.Result result = BenchmarkProcess.run(folder, TIMEOUT, arguments);

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
