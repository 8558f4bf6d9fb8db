package dev.streamify.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventSetTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  private static final int SIZE = 100_000;

  @Test
  void noTwoEventsHaveTheSameIdentity() {
    List<EventSet> sets =
        List.of(
            new EventSet(DAY, 0, SIZE),
            new EventSet(DAY, 1, SIZE),
            new EventSet(DAY.plusDays(1), 0, SIZE));
    Set<List<Long>> identities = new HashSet<>();
    for (EventSet set : sets) {
      for (int i = 0; i < SIZE; i++) {
        Listen listen = set.event(i);
        identities.add(List.of(listen.userId(), listen.sessionId(), listen.ts()));
      }
    }

    assertThat(identities).hasSize(3 * SIZE);
  }

  @Test
  void eventsAreOfTheirDayAndInTheOrderOfTheirTimes() {
    EventSet set = new EventSet(DAY, 0, SIZE);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < SIZE; i++) {
      Listen listen = set.event(i);
      assertThat(Instant.ofEpochMilli(listen.ts()).atOffset(ZoneOffset.UTC).toLocalDate())
          .isEqualTo(DAY);
      assertThat(listen.ts()).isGreaterThan(last);
      last = listen.ts();
    }
  }
}
