package dev.streamify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged benchmark, so short that its times mean nothing; allocation is exact all the same.
 */
class EnrichmentBenchmarkIT {
  private static final Pattern ALLOCATED =
      Pattern.compile("(\\S+), (\\S+): ([0-9,]+) bytes allocated per event");

  /** The result is 150 bytes longer than the event, and has a key. */
  private static final int MOST_BESIDE_THE_EVENT = 400;

  @TempDir private Path folder;

  @Test
  void anEventIsEnrichedWithLittleGarbage() throws Exception {
    BenchmarkProcess.Result result =
        BenchmarkProcess.run(
            folder,
            List.of(
                "enrichment",
                "--events=20000",
                "--forks=1",
                "--iterations=1",
                "--iteration-ms=300"));

    assertThat(result.exitCode()).as(result.log()).isZero();
    assertThat(result.report().path("races")).hasSize(3);
    for (JsonNode race : result.report().path("races")) {
      assertThat(race.path("contenders")).hasSize(3);
      String stream = race.path("work").asText().split(",", 2)[0];
      assertThat(allocated(result, stream, "enrich") - allocated(result, stream, "copy"))
          .as(stream)
          .isPositive()
          .isLessThan(MOST_BESIDE_THE_EVENT);
    }
  }

  private static int allocated(BenchmarkProcess.Result result, String stream, String method) {
    for (JsonNode note : result.report().path("notes")) {
      Matcher line = ALLOCATED.matcher(note.asText());
      if (line.matches() && line.group(1).equals(stream) && line.group(2).equals(method)) {
        return Integer.parseInt(line.group(3).replace(",", ""));
      }
    }
    throw new AssertionError("nothing about %s of %s".formatted(method, stream));
  }
}
