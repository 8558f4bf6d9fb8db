package dev.streamify.enrich.record;

import java.util.Arrays;

/** A growing byte buffer that is used again for every record. */
final class ByteWriter {
  private static final int INITIAL_BYTES = 2 * 1024;

  /** A buffer that one huge record has made larger than this is given back. */
  private static final int KEPT_BYTES = 256 * 1024;

  private static final byte[] ESCAPED_QUOTE = {'\\', '"'};
  private static final byte[] ESCAPED_BACKSLASH = {'\\', '\\'};

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int size;

  void reset() {
    size = 0;
    if (buffer.length > KEPT_BYTES) {
      buffer = new byte[INITIAL_BYTES];
    }
  }

  int size() {
    return size;
  }

  /** The bytes behind {@link #size()} are leftovers of earlier records. */
  byte[] buffer() {
    return buffer;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int from, int to) {
    int length = to - from;
    ensure(length);
    System.arraycopy(bytes, from, buffer, size, length);
    size += length;
  }

  void write(char ascii) {
    ensure(1);
    buffer[size++] = (byte) ascii;
  }

  /** Writes one byte as it has to stand inside of a JSON string; control characters excepted. */
  void writeInString(byte b) {
    if (b == '"') {
      write(ESCAPED_QUOTE);
    } else if (b == '\\') {
      write(ESCAPED_BACKSLASH);
    } else {
      ensure(1);
      buffer[size++] = b;
    }
  }

  /** Writes the number in decimal digits. */
  void write(long number) {
    if (number == Long.MIN_VALUE) {
      writeAscii(Long.toString(number));
      return;
    }
    long rest = number;
    if (rest < 0) {
      write('-');
      rest = -rest;
    }
    int digits = digits(rest);
    ensure(digits);
    for (int i = size + digits - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  /** Writes text that is known to be ASCII. */
  void writeAscii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      buffer[size + i] = (byte) text.charAt(i);
    }
    size += length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private static int digits(long positive) {
    int digits = 1;
    long rest = positive;
    while (rest >= 10) {
      rest /= 10;
      digits++;
    }
    return digits;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
    }
  }
}
