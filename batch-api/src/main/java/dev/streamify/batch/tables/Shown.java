package dev.streamify.batch.tables;

/** Texts of requests as answers may repeat them. */
public final class Shown {
  private static final int MAX = 100;

  private Shown() {}

  /** The text without control characters, cut when it is long. */
  public static String name(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX)
        .map(character -> Character.isISOControl(character) ? '?' : character)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX
        ? shown.append('…').toString()
        : shown.toString();
  }
}
