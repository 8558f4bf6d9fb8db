package dev.streamify.enrich.record;

import dev.streamify.contract.EventField;
import java.nio.charset.StandardCharsets;

/** A field of the contract, and where the record at hand has its value. */
final class FieldSlot {
  private final EventField field;
  private final byte[] name;
  private final byte[] memberStart;
  private long seenIn = -1;
  private long presentIn = -1;
  private long number;
  private int from;
  private int to;
  private boolean escaped;
  private FieldSlot successor;

  FieldSlot(EventField field) {
    this.field = field;
    this.name = field.name().getBytes(StandardCharsets.US_ASCII);
    this.memberStart = ("\"" + field.name() + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  EventField field() {
    return field;
  }

  byte[] name() {
    return name;
  }

  /** The name as it stands before a value: quoted and with its colon. */
  byte[] memberStart() {
    return memberStart;
  }

  /** The field that came behind this one in an earlier record, null when none did. */
  FieldSlot successor() {
    return successor;
  }

  void setSuccessor(FieldSlot slot) {
    successor = slot;
  }

  /** Notes that the record has the field; false when it had it before. */
  boolean markSeen(long record) {
    if (seenIn == record) {
      return false;
    }
    seenIn = record;
    return true;
  }

  /** Whether the record has a value here: neither absent nor null nor an empty numeric text. */
  boolean isPresent(long record) {
    return presentIn == record;
  }

  void setNumber(long record, long value) {
    presentIn = record;
    number = value;
  }

  /** Keeps where the value's text stands: without its quotes when it is a string. */
  void setText(long record, int textFrom, int textTo, boolean hasEscapes) {
    presentIn = record;
    from = textFrom;
    to = textTo;
    escaped = hasEscapes;
  }

  /** The value of a whole-number field that is present. */
  long number() {
    return number;
  }

  /** Appends the one text that stands for the value, whatever way it was written. */
  void writeCanonical(byte[] json, ByteWriter out) {
    switch (field.type()) {
      case INT, LONG -> out.write(number);
      default -> {
        if (escaped) {
          out.write(JsonText.decode(json, from, to));
        } else {
          out.write(json, from, to);
        }
      }
    }
  }
}
