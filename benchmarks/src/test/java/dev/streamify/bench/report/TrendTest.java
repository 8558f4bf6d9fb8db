package dev.streamify.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.bench.report.Trend.Tolerance;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final Tolerance TENTH = new Tolerance(0.1, 4);

  private static Trend trend(int count, IntToDoubleFunction value) {
    List<Double> values = IntStream.range(0, count).mapToDouble(value).boxed().toList();
    return Trend.of("heap", "MiB", values, TENTH);
  }

  @Test
  void quartersAreHeldAgainstEachOtherByTheirMedians() {
    Trend trend = Trend.of("heap", "MiB", List.of(9., 9., 10., 30., 9., 9., 20., 16.), TENTH);

    assertThat(trend.secondQuarter()).isEqualTo(20);
    assertThat(trend.lastQuarter()).isEqualTo(18);
    assertThat(trend.most()).isEqualTo(30);
    assertThat(trend.limit()).isEqualTo(26);
    assertThat(trend.bounded()).isTrue();
  }

  @Test
  void whatGrowsOnlyInTheBeginningIsBounded() {
    assertThat(trend(100, i -> Math.min(25, i) * 10).bounded()).isTrue();
  }

  @Test
  void whatRisesAndFallsIsBounded() {
    Random random = new Random(1);
    assertThat(trend(240, i -> 100 + 60 * Math.sin(i / 3.0) + random.nextInt(10)).bounded())
        .isTrue();
  }

  @Test
  void whatLeaksIsNot() {
    Random random = new Random(1);
    Trend leak = trend(240, i -> 100 + i / 5.0 + random.nextInt(10));

    assertThat(leak.bounded()).isFalse();
    assertThat(leak.text()).startsWith("heap grew from ").contains(" MiB, more than ");
  }

  @Test
  void theToleranceCountsToItsEnd() {
    assertThat(trend(4, i -> i < 3 ? 100 : 114).bounded()).isTrue();
    assertThat(trend(4, i -> i < 3 ? 100 : 114.1).bounded()).isFalse();
  }

  @Test
  void threeValuesAreTooFew() {
    assertThatThrownBy(() -> trend(3, i -> i)).hasMessageContaining("no quarters");
  }
}
