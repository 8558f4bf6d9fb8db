package dev.streamify.enrich.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Skips the part of a JSON string that needs no look at single bytes, eight of them at a time. */
final class PlainText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private PlainText() {}

  /**
   * Index of the next byte that is a quote, a backslash, a control character or not ASCII; the
   * length of the array when there is none.
   */
  static int end(byte[] bytes, int from) {
    int i = from;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long word = (long) WORD.get(bytes, i);
      long hit = (special(word) | word) & HIGH_BITS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /**
   * Sets the high bit of every byte that is a quote, a backslash or a control character. A borrow
   * can set bits above the first true one only, and only the first is looked at.
   */
  private static long special(long word) {
    long quote = word ^ ('"' * ONES);
    long backslash = word ^ ('\\' * ONES);
    return ((quote - ONES) & ~quote)
        | ((backslash - ONES) & ~backslash)
        | ((word - ' ' * ONES) & ~word);
  }
}
