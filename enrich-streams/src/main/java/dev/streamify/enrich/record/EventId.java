package dev.streamify.enrich.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Computes the event id: lower-case hex SHA-256 of the identity fields' values. */
final class EventId {
  /** Length of an id in bytes. */
  static final int BYTES = 64;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final FieldSlot[] identity;
  private final MessageDigest digest;
  private final ByteWriter text = new ByteWriter();

  EventId(List<FieldSlot> identity) {
    this.identity = identity.toArray(FieldSlot[]::new);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the id of the event that the slots hold into {@code target}. */
  void write(byte[] json, long record, byte[] target, int at) {
    text.reset();
    for (int i = 0; i < identity.length; i++) {
      if (i > 0) {
        text.write('|');
      }
      if (identity[i].isPresent(record)) {
        identity[i].writeCanonical(json, text);
      }
    }
    digest.update(text.buffer(), 0, text.size());
    byte[] sum = digest.digest();
    for (int i = 0; i < sum.length; i++) {
      target[at + 2 * i] = HEX[(sum[i] >> 4) & 0xF];
      target[at + 2 * i + 1] = HEX[sum[i] & 0xF];
    }
  }
}
