package dev.streamify.enrich.record;

/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /** Length of the sequence of two to four bytes that begins at {@code i}; 0 when it is none. */
  static int sequenceLength(byte[] bytes, int i) {
    int lead = bytes[i] & 0xFF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return continues(bytes, i + 1, 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int min = lead == 0xE0 ? 0xA0 : 0x80;
      int max = lead == 0xED ? 0x9F : 0xBF;
      return continues(bytes, i + 1, 2, min, max) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int min = lead == 0xF0 ? 0x90 : 0x80;
      int max = lead == 0xF4 ? 0x8F : 0xBF;
      return continues(bytes, i + 1, 3, min, max) ? 4 : 0;
    }
    return 0;
  }

  /** Whether {@code count} continuation bytes follow, the first of them within the bounds. */
  private static boolean continues(byte[] bytes, int from, int count, int min, int max) {
    if (from + count > bytes.length) {
      return false;
    }
    int first = bytes[from] & 0xFF;
    if (first < min || first > max) {
      return false;
    }
    for (int i = from + 1; i < from + count; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of it is UTF-8. */
  static boolean isValid(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      int length = bytes[i] >= 0 ? 1 : sequenceLength(bytes, i);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** The largest index up to {@code limit} at which valid UTF-8 can be cut. */
  static int cut(byte[] bytes, int limit) {
    int end = Math.min(limit, bytes.length);
    while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
