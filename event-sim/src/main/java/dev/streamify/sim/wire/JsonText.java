package dev.streamify.sim.wire;

import java.util.Locale;

/**
 * JSON strings and members as Eventsim's JSON library writes them: only what must be is escaped.
 */
public final class JsonText {
  private JsonText() {}

  /** {@code "name":"value"}. */
  public static String member(String name, String value) {
    return quoted(name) + ":" + quoted(value);
  }

  /** {@code "name":value}. */
  public static String member(String name, long value) {
    return quoted(name) + ":" + value;
  }

  /** {@code "name":value}, for text that is a JSON number already. */
  public static String numberMember(String name, String number) {
    return quoted(name) + ":" + number;
  }

  /** The text as a JSON string. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      appendEscaped(quoted, text.charAt(i));
    }
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, char c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\t' -> quoted.append("\\t");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (c < ' ') {
          quoted.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
        } else {
          quoted.append(c);
        }
      }
    }
  }
}
