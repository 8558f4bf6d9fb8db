package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged benchmark, with so few events that its times mean nothing. */
class SimulatorBenchmarkIT {
  @TempDir private Path folder;

  @Test
  void theSimulatorIsMeasuredWhileItProduces() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder, List.of("simulator", "--events=60000", "--warm-up=20000", "--repetitions=1"));

    assertThat(result.exitCode()).as(result.log()).isZero();
    assertThat(result.report().at("/races/0/contenders/0/per_million/cpu_s/median").asDouble())
        .isPositive();
    assertThat(result.log()).contains("| event-sim |");
  }
}
