package dev.streamify.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Metrics METRICS =
      new Metrics(
          """
          # HELP streamify_spark_sessions sessions that runs of this process hold
          # TYPE streamify_spark_sessions gauge
          streamify_spark_sessions 2.0
          # TYPE streamify_batch_runs_seconds summary
          streamify_batch_runs_seconds_count{job="silver_a",state="COMPLETED"} 7
          streamify_batch_runs_seconds_count{job="silver_b",state="COMPLETED"} 1.0E1
          streamify_batch_runs_seconds_count{job="silver_b",state="FAILED"} 1.0
          streamify_batch_runs_seconds_sum{job="silver_b",state="FAILED"} 5.25
          """);

  @Test
  void aSeriesIsSummedOverItsLabels() {
    assertThat(METRICS.sum("streamify_spark_sessions")).isEqualTo(2);
    assertThat(METRICS.sum("streamify_batch_runs_seconds_count")).isEqualTo(18);
    assertThat(METRICS.sum("streamify_unheard_of")).isZero();
  }

  @Test
  void orByOneOfThem() {
    assertThat(METRICS.sumsBy("streamify_batch_runs_seconds_count", "state"))
        .isEqualTo(Map.of("COMPLETED", 17.0, "FAILED", 1.0));
  }
}
