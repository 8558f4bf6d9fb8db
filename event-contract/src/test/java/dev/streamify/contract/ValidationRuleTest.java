package dev.streamify.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidationRuleTest {
  private static final long NOW_MS = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  @Test
  void aRangeHoldsBothItsEnds() {
    ValueRange range = new ValueRange(-90, 90);

    assertThat(range.contains(90.0)).isTrue();
    assertThat(range.contains(-90L)).isTrue();
    assertThat(range.contains(90.000001)).isFalse();
    assertThat(range.contains(-91L)).isFalse();
  }

  @Test
  void aDoubleWithoutBoundsMustStillBeFinite() {
    assertThat(ValueRange.LONG.contains(1e300)).isTrue();
    assertThat(ValueRange.LONG.contains(Double.NaN)).isFalse();
    assertThat(ValueRange.LONG.contains(Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void anEventTimeIsBelievedFromTheYear2000ToADayAhead() {
    EventTimeBounds bounds = EventTimeBounds.DEFAULT;
    long year2000Ms = 946_684_800_000L;

    assertThat(bounds.contains(year2000Ms, NOW_MS)).isTrue();
    assertThat(bounds.contains(year2000Ms - 1, NOW_MS)).isFalse();
    assertThat(bounds.contains(NOW_MS + DAY_MS, NOW_MS)).isTrue();
    assertThat(bounds.contains(NOW_MS + DAY_MS + 1, NOW_MS)).isFalse();
    assertThat(bounds.contains(Long.MAX_VALUE, NOW_MS)).isFalse();
    assertThat(bounds.contains(Long.MIN_VALUE, NOW_MS)).isFalse();
  }

  @Test
  void onlyWholeNumbersCanBeReadFromText() {
    EventField field = EventField.optional("duration", ColumnType.DOUBLE, "Seconds.");

    assertThatThrownBy(field::orNumericText).hasMessageContaining("DOUBLE");
  }
}
