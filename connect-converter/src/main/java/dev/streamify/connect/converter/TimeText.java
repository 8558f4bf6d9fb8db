package dev.streamify.connect.converter;

import dev.streamify.contract.ColumnType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Days or instants as text. The last one is kept: neighbouring events are of the same day, and were
 * enriched in the same millisecond.
 */
final class TimeText {
  private final ColumnType type;
  private String lastText = "1970-01-01T00:00:00Z";
  private Number lastNumber = 0L;

  /** Of a column of type DATE or TIMESTAMP. */
  TimeText(ColumnType type) {
    this.type = type;
    if (type == ColumnType.DATE) {
      lastText = "1970-01-01";
      lastNumber = 0;
    }
  }

  /**
   * What the sink takes for the text without parsing it: days since 1970-01-01 for a day,
   * milliseconds since then for an instant; the text itself when these cannot tell it.
   */
  Object read(String text) {
    if (!text.equals(lastText)) {
      try {
        lastNumber = number(text);
        lastText = text;
      } catch (DateTimeException | ArithmeticException notOne) {
        return text;
      }
    }
    return lastNumber;
  }

  private Number number(String text) {
    if (type == ColumnType.DATE) {
      return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    }
    return milliseconds(text);
  }

  private static long milliseconds(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant();
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      throw new DateTimeException("finer than milliseconds");
    }
    return instant.toEpochMilli();
  }
}
