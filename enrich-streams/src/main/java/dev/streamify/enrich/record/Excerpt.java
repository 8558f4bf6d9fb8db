package dev.streamify.enrich.record;

import java.nio.charset.StandardCharsets;

/** Offending values as they stand in messages: shortened, and always valid Unicode. */
final class Excerpt {
  private static final int MAX_BYTES = 120;

  private Excerpt() {}

  /** The bytes as text, with U+FFFD for what is not UTF-8 and an ellipsis for what is left out. */
  static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + MAX_BYTES);
    while (end < to && end > from && isContinuation(bytes[end])) {
      end--;
    }
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return end < to ? text + "… (%d bytes)".formatted(to - from) : text;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
