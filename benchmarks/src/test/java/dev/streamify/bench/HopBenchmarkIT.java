package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged benchmark, with so few events that its times mean nothing. */
class HopBenchmarkIT {
  @TempDir private Path folder;

  @Test
  void everyProgramMovesAllRecords() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder, List.of("hop", "--events=30000", "--warm-up=10000", "--repetitions=1"));

    assertThat(result.exitCode()).as(result.log()).isZero();
    JsonNode race = result.report().at("/races/0");
    assertThat(race.path("records").asLong()).isGreaterThanOrEqualTo(20_000);
    assertThat(race.path("contenders").findValuesAsText("name"))
        .containsExactly(
            "Kafka Streams pass-through",
            "Kafka Streams pass-through, default settings",
            "transactional byte copy",
            "enrich-streams");
    for (JsonNode contender : race.path("contenders")) {
      assertThat(contender.at("/per_million/cpu_s/median").asDouble()).isPositive();
      assertThat(contender.path("records_per_second").asLong()).isPositive();
    }
    assertThat(result.log()).contains("| enrich-streams |");
  }
}
