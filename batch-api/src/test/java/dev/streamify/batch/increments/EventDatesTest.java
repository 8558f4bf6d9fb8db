package dev.streamify.batch.increments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventDatesTest {
  @Test
  void daysInARowAreARange() {
    assertThat(dates("2026-02-28", "2026-03-01", "2026-03-02").condition())
        .isEqualTo("`event_date` BETWEEN DATE '2026-02-28' AND DATE '2026-03-02'");
  }

  @Test
  void scatteredDaysAreAList() {
    assertThat(dates("2026-03-02", "2025-12-24").condition())
        .isEqualTo("`event_date` IN (DATE '2025-12-24', DATE '2026-03-02')");
  }

  @Test
  void theTwoAreMixedSoThatNoOtherDayIsMeant() {
    assertThat(
            dates("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-05", "2026-01-06")
                .condition("day"))
        .isEqualTo(
            "`day` BETWEEN DATE '2026-01-01' AND DATE '2026-01-03'"
                + " OR `day` IN (DATE '2026-01-05', DATE '2026-01-06')");
  }

  @Test
  void noneIsNothing() {
    assertThat(dates().condition()).isEqualTo("false");
  }

  @Test
  void widenedDaysReachOverMonths() {
    assertThat(dates("2026-03-01").widened())
        .isEqualTo(dates("2026-02-28", "2026-03-01", "2026-03-02"));
  }

  private static EventDates dates(String... days) {
    return new EventDates(Arrays.stream(days).map(LocalDate::parse).toList());
  }
}
