package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
  void oneDayIsAnEqualityAndNoneIsNothing() {
    assertThat(dates("2026-03-02").condition()).isEqualTo("`event_date` = DATE '2026-03-02'");
    assertThat(dates().condition()).isEqualTo("false");
  }

  @Test
  void veryManyScatteredDaysAreARangeAroundThem() {
    List<LocalDate> everySecondDay =
        Stream.iterate(LocalDate.parse("2020-01-01"), day -> day.plusDays(2)).limit(201).toList();

    assertThat(new EventDates(everySecondDay).condition())
        .isEqualTo("`event_date` BETWEEN DATE '2020-01-01' AND DATE '2021-02-04'");
  }

  private static EventDates dates(String... days) {
    return new EventDates(Arrays.stream(days).map(LocalDate::parse).toList());
  }
}
