package dev.streamify.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

  @ParameterizedTest
  @CsvSource({"1000, 0", "1000, 1", "1000, 50", "95000, 5000", "999, 333", "10, 10"})
  void everyEventArrivesOnceInOrderAndRepeatsFollowWhatTheyRepeat(int events, int repeats) {
    Deliveries deliveries = Deliveries.of(new EventSet(DAY, 0, events), repeats);
    List<Integer> firsts = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    int repeated = 0;
    for (int row = 0; row < deliveries.rows(); row++) {
      int event = deliveries.eventOf(row);
      if (seen.add(event)) {
        firsts.add(event);
      } else {
        repeated++;
      }
    }

    assertThat(firsts).isEqualTo(IntStream.range(0, events).boxed().toList());
    assertThat(repeated).isEqualTo(repeats);
    assertThat(deliveries.newEvents()).isEqualTo(events);
  }

  @Test
  void repeatsOfAnEarlierSetBringNothingNew() {
    Deliveries deliveries = Deliveries.again(new EventSet(DAY, 0, 1_000), 300);

    assertThat(deliveries.rows()).isEqualTo(300);
    assertThat(deliveries.newEvents()).isZero();
    assertThat(IntStream.range(0, 300).map(deliveries::eventOf)).allMatch(e -> e >= 0 && e < 1_000);
  }

  @Test
  void moreRepeatsThanEventsAreRefused() {
    assertThatThrownBy(() -> Deliveries.of(new EventSet(DAY, 0, 10), 11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 repeats");
  }
}
