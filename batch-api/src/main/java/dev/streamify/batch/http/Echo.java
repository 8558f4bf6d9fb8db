package dev.streamify.batch.http;

import dev.streamify.batch.security.Redaction;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an answer repeats of a request: little, visible, and no secret. */
final class Echo {
  private static final int MAX_QUOTED = 200;
  private static final int MAX_DETAIL = 400;
  private static final int MAX_READ = 4_000;
  private static final Pattern LONG_QUOTE = Pattern.compile("'([^']{" + MAX_QUOTED + "})[^']++");

  private Echo() {}

  static String of(String detail) {
    // Whatever is cut away need not be looked at.
    String bounded = detail.length() <= MAX_READ ? detail : detail.substring(0, MAX_READ);
    String quoted = LONG_QUOTE.matcher(bounded).replaceAll("'$1…");
    StringBuilder shown = new StringBuilder();
    Redaction.of(quoted).codePoints().limit(MAX_DETAIL).forEach(point -> append(shown, point));
    return detail.length() > shown.length() && shown.length() >= MAX_DETAIL
        ? shown.append('…').toString()
        : shown.toString();
  }

  // Control characters, marks that turn the direction of text, and halves of characters.
  private static void append(StringBuilder shown, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format(Locale.ROOT, "\\u%04x", point));
      default -> shown.appendCodePoint(point);
    }
  }
}
