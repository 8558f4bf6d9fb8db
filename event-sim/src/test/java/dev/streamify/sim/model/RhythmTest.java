package dev.streamify.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.streamify.sim.random.SimRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
  private final Rhythm rhythm = new Rhythm();

  /** 2026-11-14 is a Saturday, 2026-11-26 Thanksgiving, a free Thursday between working days. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-12T12:00:00Z, 0",
    "2026-11-13T20:59:59Z, 0",
    "2026-11-13T22:30:00Z, 0.125",
    "2026-11-14T00:00:00Z, 0.25",
    "2026-11-14T03:00:00Z, 0.5",
    "2026-11-15T12:00:00Z, 0.5",
    "2026-11-15T22:30:00Z, 0.375",
    "2026-11-16T00:00:00Z, 0.25",
    "2026-11-16T03:00:00Z, 0",
    "2026-11-26T12:00:00Z, 0.5",
    "2026-11-26T01:30:00Z, 0.375",
    "2026-11-27T01:30:00Z, 0.125"
  })
  void sessionsAreFewerOnFreeDaysAndFadeOverAroundMidnight(Instant time, double damping) {
    assertThat(rhythm.damping(time.getEpochSecond())).isEqualTo(damping, within(0.001));
  }

  @Test
  void sessionsBeginMoreOftenInTheAfternoonThanAtNight() {
    SimRandom random = SimRandom.of(1, 1);
    int[] byHour = new int[24];
    long time = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 50_000; i++) {
      time = rhythm.nextSession(time, 86_400, random);
      byHour[(int) (Math.floorMod(time, 86_400L) / 3_600)]++;
    }

    assertThat(byHour[15]).isGreaterThan(2 * byHour[3]);
  }

  @Test
  void aSessionNeverBeginsBeforeTheLastOneEnded() {
    SimRandom random = SimRandom.of(2, 1);
    long time = 1_800_000_000;
    for (int i = 0; i < 50_000; i++) {
      long next = rhythm.nextSession(time, 600, random);
      assertThat(next).isGreaterThanOrEqualTo(time);
      time = next;
    }
  }
}
