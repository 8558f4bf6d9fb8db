package dev.streamify.sim.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts a JSON text together out of bytes that were encoded once and numbers; objects and strings of
 * each event would cost more than the simulation itself. For one thread.
 */
public final class JsonBuffer {
  private byte[] bytes = new byte[1024];
  private int length;

  /** Appends a piece of JSON. */
  public JsonBuffer append(Encoded piece) {
    return append(piece.bytes());
  }

  private JsonBuffer append(byte[] fragment) {
    ensure(fragment.length);
    System.arraycopy(fragment, 0, bytes, length, fragment.length);
    length += fragment.length;
    return this;
  }

  /** Appends a number. */
  public JsonBuffer append(long number) {
    if (number < 0) {
      return append(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }
    int digits = digits(number);
    ensure(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** What was appended since the last call. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
