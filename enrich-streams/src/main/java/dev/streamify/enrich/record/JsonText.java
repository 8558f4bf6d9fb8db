package dev.streamify.enrich.record;

import java.nio.charset.StandardCharsets;

/** The meaning of JSON strings, for the few that have to be understood instead of copied. */
final class JsonText {
  private JsonText() {}

  /** The UTF-16 unit that four hexadecimal digits stand for. */
  static char hexUnit(byte[] bytes, int from, JsonCursor cursor) throws Rejection {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(cursor.byteAt(i), 16);
      if (digit < 0) {
        throw cursor.unexpected(i, "a hexadecimal digit");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  /**
   * What a string that a {@link JsonCursor} has accepted says, in UTF-8.
   *
   * @param from index behind the opening quote
   * @param to index of the closing quote
   */
  static byte[] decode(byte[] bytes, int from, int to) {
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        i++;
      } else if (raw.charAt(i + 1) == 'u') {
        text.append((char) Integer.parseInt(raw, i + 2, i + 6, 16));
        i += 6;
      } else {
        text.append(unescaped(raw.charAt(i + 1)));
        i += 2;
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static char unescaped(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }
}
