package dev.streamify.enrich.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes instants and days in ISO-8601, UTC. The day's text is kept until another day comes, as
 * events arrive nearly in order.
 */
final class UtcText {
  static final int DATE_BYTES = 10;

  private static final long DAY_MS = 24 * 60 * 60 * 1000L;
  private static final Instant END_OF_FOUR_DIGIT_YEARS = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Instant START_OF_FOUR_DIGIT_YEARS = Instant.parse("0001-01-01T00:00:00Z");

  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  /** Whether the instant has the form {@code yyyy-MM-dd…}, which is all that tables take. */
  static boolean isWritable(long epochMs) {
    return epochMs >= START_OF_FOUR_DIGIT_YEARS.toEpochMilli()
        && epochMs < END_OF_FOUR_DIGIT_YEARS.toEpochMilli();
  }

  /** The UTC day, {@code yyyy-MM-dd}; the array belongs to this object. */
  byte[] date(long epochMs) {
    long epochDay = Math.floorDiv(epochMs, DAY_MS);
    if (epochDay != day) {
      date = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
      day = epochDay;
    }
    return date;
  }

  /** Appends {@code yyyy-MM-ddTHH:mm:ss.SSSZ}. */
  void writeInstant(long epochMs, ByteWriter out) {
    out.write(date(epochMs));
    int ms = (int) Math.floorMod(epochMs, DAY_MS);
    out.write('T');
    twoDigits(ms / 3_600_000, out);
    out.write(':');
    twoDigits(ms / 60_000 % 60, out);
    out.write(':');
    twoDigits(ms / 1_000 % 60, out);
    out.write('.');
    out.write((char) ('0' + ms / 100 % 10));
    twoDigits(ms % 100, out);
    out.write('Z');
  }

  private static void twoDigits(int number, ByteWriter out) {
    out.write((char) ('0' + number / 10));
    out.write((char) ('0' + number % 10));
  }
}
