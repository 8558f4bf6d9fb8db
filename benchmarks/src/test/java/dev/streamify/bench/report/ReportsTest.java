package dev.streamify.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static Measured measured(double... seconds) {
    return Measured.of(
        java.util.Arrays.stream(seconds)
            .mapToObj(s -> new Sample(s, Map.of("spark-server", s, "batch-api", s)))
            .toList());
  }

  private static Report report(double smallHistory, double largeHistory) {
    return new Report(
        "silver",
        Map.of("machine_cores", "2"),
        List.of(
            Comparison.of(
                "increment", 200, 190, measured(4, 1, 2, 3), measured(1), Optional.of(2.0))),
        List.of(
            Race.of(
                "hop",
                2_000_000,
                List.of(
                    new Race.Entry("pass-through", measured(5), Optional.empty()),
                    new Race.Entry("enrich-streams", measured(6), Optional.of(1.1))))),
        List.of(),
        Optional.of(
            Flatness.of(
                200,
                List.of(
                    new Flatness.History(1_000, measured(smallHistory)),
                    new Flatness.History(10_000, measured(largeHistory))),
                1.3)),
        Optional.empty(),
        List.of("sessions: left out"));
  }

  @Test
  void programsGetMediansSpreadAndRatios() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Reports.json(report(1, 1.2)));
    JsonNode comparison = json.path("comparisons").path(0);

    assertThat(comparison.at("/streamify/wall_s/median").asDouble()).isEqualTo(2.5);
    assertThat(comparison.at("/streamify/cpu_s/min").asDouble()).isEqualTo(2);
    assertThat(comparison.at("/streamify/cpu_s/max").asDouble()).isEqualTo(8);
    assertThat(comparison.path("cpu_ratio").asDouble()).isEqualTo(2.5);
    assertThat(comparison.path("met").asBoolean()).isFalse();
    assertThat(json.at("/flatness/time_ratio").asDouble()).isEqualTo(1.2);
    assertThat(json.at("/flatness/met").asBoolean()).isTrue();
  }

  @Test
  void peopleGetATable() {
    assertThat(Reports.markdown(report(1, 1.2)))
        .contains("| increment | 200 | 190 | 2.50 (1.00–4.00) | 5.00 (2.00–8.00) |")
        .contains("| 2.5 | ≤ 2.0 | MISSED |")
        .contains("hop, 2,000,000 records:")
        .contains("| enrich-streams | 166,667 | 6.00 (6.00–6.00) | 12.00 (12.00–12.00) | 1.20 |")
        .contains("| 1.20 | ≤ 1.1 | MISSED |")
        .contains("time ratio 1.20 (limit 1.3: met)")
        .contains("- sessions: left out");
  }

  private static Report drilled(List<String> verdict) {
    return Report.ofDrills(
        Map.of(),
        List.of(
            new DrillReport(
                "table-dropped",
                "a table is dropped",
                7,
                List.of(new DrillReport.Told("SinkFailed", "bronze_listen_events", "no table", 20)),
                List.of("stop the sink"),
                Map.of("caught up", 12.34),
                List.of(new FaultReport.Stream("listen_events", 9, 9, 11, 1, 0, 3, 8, 0, 0)),
                List.of(),
                verdict)),
        List.of());
  }

  @Test
  void aDrillTellsWhatWasDoneByHand() throws Exception {
    assertThat(Reports.markdown(drilled(List.of())))
        .contains(
            "| table-dropped | 0 | 3 | 0 | 0 | with the documented hand | caught up 12.3 |"
                + " as promised |")
        .contains("- told after 20 s: SinkFailed bronze_listen_events: no table")
        .contains("- hand: stop the sink")
        .contains("- listen_events: 9 produced, 11 rows in bronze, 1 dead letters, 8 in silver");
    JsonNode drill =
        new ObjectMapper().readTree(Reports.json(drilled(List.of()))).path("drills").path(0);
    assertThat(drill.at("/told/0/alert").asText()).isEqualTo("SinkFailed");
    assertThat(drill.at("/seconds/caught up").asDouble()).isEqualTo(12.34);
  }

  @Test
  void aDrillThatGoesWrongIsALimitThatIsMissed() {
    assertThat(drilled(List.of()).keepsLimits()).isTrue();
    assertThat(drilled(List.of("1 lost")).keepsLimits()).isFalse();
  }

  @Test
  void onlyTheTimeRatioIsAHardLimit() {
    assertThat(report(1, 1.3).keepsLimits()).isTrue();
    assertThat(report(1, 1.31).keepsLimits()).isFalse();
  }
}
