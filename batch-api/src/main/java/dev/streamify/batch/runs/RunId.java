package dev.streamify.batch.runs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a run – in letters, digits and _ only, as it becomes part of branch names – in answers,
 * logs, engine tags, branch names and snapshots. Later runs sort behind earlier ones.
 *
 * @param value time of the request, UTC, and a random part: {@code 20261122t213015123_9f86d081}
 */
public record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9]{8}t[0-9]{9}_[0-9a-f]{8}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A new name. */
  public static RunId next(Instant now, RandomGenerator random) {
    return new RunId(TIME.format(now) + "_" + HexFormat.of().toHexDigits(random.nextInt()));
  }

  /** Whether a text has the form of a run's name. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
