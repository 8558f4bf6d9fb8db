package dev.streamify.batch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.flow.StreamFlow.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final FlowHistory history = new FlowHistory();

  private void look(long second, Map<Stage, Long> records) {
    history.add(
        new FlowState(
            START.plusSeconds(second),
            List.of(new StreamFlow("plays", records, Map.of(), 0)),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Map.of()));
  }

  private List<FlowPoint> since(Duration back, long second) {
    return history.since("plays", back, START.plusSeconds(second));
  }

  @Test
  void ratesAreThoseBetweenLooksThatAreTenSecondsApart() {
    look(0, Map.of(Stage.RAW, 1_000L));
    look(5, Map.of(Stage.RAW, 9_999L));
    look(10, Map.of(Stage.RAW, 1_500L, Stage.BRONZE, 10L));
    look(20, Map.of(Stage.RAW, 1_500L, Stage.BRONZE, 35L));

    assertThat(since(Duration.ofHours(1), 20))
        .extracting(FlowPoint::perSecond)
        .containsExactly(Map.of(Stage.RAW, 50.0), Map.of(Stage.RAW, 0.0, Stage.BRONZE, 2.5));
  }

  @Test
  void whatWasMadeAnewHasNoRateAndNeverANegativeOne() {
    look(0, Map.of(Stage.RAW, 1_000L));
    look(10, Map.of(Stage.RAW, 3L));
    look(20, Map.of());
    look(30, Map.of(Stage.RAW, 9L));

    assertThat(since(Duration.ofHours(1), 30))
        .hasSize(3)
        .allSatisfy(point -> assertThat(point.perSecond()).isEmpty());
  }

  @Test
  void aDayIsKeptInMinutesAndNothingOlder() {
    Duration days = Duration.ofDays(2);
    for (long second = 0; second <= days.toSeconds(); second += 5) {
      look(second, Map.of(Stage.RAW, second));
    }

    assertThat(since(Duration.ofHours(1), days.toSeconds())).hasSize(360);
    List<FlowPoint> day = since(FlowHistory.LONGEST, days.toSeconds());
    assertThat(day).hasSize(1_440);
    assertThat(day.get(0).perSecond().get(Stage.RAW)).isEqualTo(1.0);
    assertThat(history.since("unknown", FlowHistory.LONGEST, START)).isEmpty();
  }
}
