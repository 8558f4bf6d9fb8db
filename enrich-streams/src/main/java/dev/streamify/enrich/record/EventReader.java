package dev.streamify.enrich.record;

import static dev.streamify.contract.RejectReason.DUPLICATE_FIELD;
import static dev.streamify.contract.RejectReason.EMPTY_VALUE;
import static dev.streamify.contract.RejectReason.NOT_AN_OBJECT;
import static dev.streamify.contract.RejectReason.WRONG_TYPE;

import dev.streamify.contract.EventField;
import dev.streamify.enrich.record.JsonCursor.Kind;

/**
 * Reads one event: checks its bytes and fields in reading order, copies the members that the
 * contract knows, and sets the others aside.
 *
 * <p>Neighbouring members that can stay as they are go out in one copy; usually that is the whole
 * event. A member is written anew when there is white space around its colon, when its name or
 * whole number is written in an odd way, and when its number came as text.
 */
final class EventReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final FieldTable fields;
  private final ByteWriter extra = new ByteWriter();
  private final JsonCursor cursor = new JsonCursor();
  private final JsonCursor textCursor = new JsonCursor();
  private final ByteWriter out;
  private byte[] json = {};
  private long record;
  private int runFrom;
  private int runTo;

  // Producers write the fields of all events in one order: a guess saves looking names up.
  private FieldSlot first;
  private FieldSlot previous;

  EventReader(FieldTable fields, ByteWriter out) {
    this.fields = fields;
    this.out = out;
  }

  /** Appends the known members of the event, each behind a comma, in the order that they have. */
  void read(byte[] value, long recordNumber) throws Rejection {
    json = value;
    record = recordNumber;
    extra.reset();
    runFrom = 0;
    runTo = -1;
    previous = null;
    begin();
    if (cursor.peek() == '}') {
      cursor.another('}');
    } else {
      do {
        readMember();
      } while (cursor.another('}'));
    }
    flushRun();
    cursor.skipWhitespace();
    if (!cursor.atEnd()) {
      throw cursor.unexpected(cursor.position(), "the end of the event");
    }
  }

  /** The members outside the contract: what stands between the braces, escaped; maybe empty. */
  ByteWriter extra() {
    return extra;
  }

  private void begin() throws Rejection {
    boolean marked = startsWith(BYTE_ORDER_MARK);
    cursor.reset(json, marked ? BYTE_ORDER_MARK.length : 0);
    cursor.skipWhitespace();
    if (cursor.atEnd()) {
      throw new Rejection(
          EMPTY_VALUE, "a value of %d bytes without an event".formatted(json.length));
    }
    if (cursor.peek() != '{') {
      requireOneJsonText();
      throw new Rejection(
          NOT_AN_OBJECT,
          "the event is not a JSON object: '%s'".formatted(Excerpt.of(json, 0, json.length)));
    }
    cursor.expect('{');
    cursor.skipWhitespace();
  }

  private boolean startsWith(byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= json.length || json[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private void requireOneJsonText() throws Rejection {
    cursor.skipValue(0);
    cursor.skipWhitespace();
    if (!cursor.atEnd()) {
      throw cursor.unexpected(cursor.position(), "the end of the value");
    }
  }

  private void readMember() throws Rejection {
    int nameFrom = cursor.position();
    FieldSlot guess = previous == null ? first : previous.successor();
    if (guess != null && cursor.skipIfNext(guess.memberStart())) {
      readValue(guess, nameFrom, cursor.position());
      return;
    }
    cursor.skipString();
    int nameTo = cursor.position();
    boolean nameEscaped = cursor.hadEscapes();
    cursor.skipWhitespace();
    cursor.expect(':');
    FieldSlot slot = find(nameFrom + 1, nameTo - 1, nameEscaped);
    if (slot == null) {
      cursor.skipWhitespace();
      int from = cursor.position();
      cursor.skipValue(1);
      setAside(nameFrom, nameTo, from, cursor.position());
      return;
    }
    remember(slot);
    readValue(slot, nameFrom, nameEscaped ? -1 : nameTo + 1);
  }

  private void remember(FieldSlot slot) {
    if (previous == null) {
      first = slot;
    } else {
      previous.setSuccessor(slot);
    }
  }

  /** Reads a member from behind its colon; it can stay if its value is where {@code plain} says. */
  private void readValue(FieldSlot slot, int nameFrom, int plain) throws Rejection {
    previous = slot;
    cursor.skipWhitespace();
    int from = cursor.position();
    Kind kind = cursor.skipValue(1);
    int to = cursor.position();
    if (!slot.markSeen(record)) {
      throw new Rejection(
          DUPLICATE_FIELD,
          "field '%s' stands twice, the second time with %s"
              .formatted(slot.field().name(), Excerpt.of(json, from, to)));
    }
    if (kind != Kind.NULL) {
      accept(slot, kind, from == plain ? nameFrom : -1, from, to);
    }
  }

  private FieldSlot find(int from, int to, boolean escaped) {
    if (!escaped) {
      return fields.findOrNull(json, from, to);
    }
    byte[] name = JsonText.decode(json, from, to);
    return fields.findOrNull(name, 0, name.length);
  }

  /** Checks the value against its field and writes the member. */
  private void accept(FieldSlot slot, Kind kind, int memberFrom, int from, int to)
      throws Rejection {
    EventField field = slot.field();
    switch (field.type()) {
      case STRING -> {
        require(kind == Kind.STRING, field, from, to);
        slot.setText(record, from + 1, to - 1, cursor.hadEscapes());
        keep(slot, memberFrom, from, to);
      }
      case BOOLEAN -> {
        require(kind == Kind.TRUE || kind == Kind.FALSE, field, from, to);
        slot.setText(record, from, to, false);
        keep(slot, memberFrom, from, to);
      }
      case DOUBLE -> {
        require(kind == Kind.NUMBER, field, from, to);
        acceptReal(slot, memberFrom, from, to);
      }
      default -> acceptWhole(slot, kind, memberFrom, from, to);
    }
  }

  private void acceptReal(FieldSlot slot, int memberFrom, int from, int to) throws Rejection {
    double value = NumberRule.real(slot.field(), cursor, json, from, to);
    slot.setText(record, from, to, false);
    if (NumberRule.isRisky(cursor)) {
      flushRun();
      out.write(',');
      out.write(slot.memberStart());
      out.writeAscii(Double.toString(value));
    } else {
      keep(slot, memberFrom, from, to);
    }
  }

  private void acceptWhole(FieldSlot slot, Kind kind, int memberFrom, int from, int to)
      throws Rejection {
    if (kind == Kind.STRING && slot.field().acceptsNumericText()) {
      acceptText(slot, from, to);
      return;
    }
    require(kind == Kind.NUMBER, slot.field(), from, to);
    long value = NumberRule.whole(slot.field(), cursor, json, from, to);
    slot.setNumber(record, value);
    if (cursor.wasWhole()) {
      keep(slot, memberFrom, from, to);
    } else {
      writeNumber(slot, value);
    }
  }

  /** A whole number between quotes, by JSON's rules for numbers; the empty text is no value. */
  private void acceptText(FieldSlot slot, int from, int to) throws Rejection {
    if (to - from == 2) {
      return;
    }
    boolean escaped = cursor.hadEscapes();
    byte[] text = escaped ? JsonText.decode(json, from + 1, to - 1) : json;
    int textFrom = escaped ? 0 : from + 1;
    int textTo = escaped ? text.length : to - 1;
    require(isNumber(text, textFrom, textTo), slot.field(), from, to);
    long value = NumberRule.whole(slot.field(), textCursor, text, textFrom, textTo);
    slot.setNumber(record, value);
    writeNumber(slot, value);
  }

  private boolean isNumber(byte[] text, int from, int to) {
    textCursor.reset(text, from);
    try {
      return textCursor.skipValue(0) == Kind.NUMBER && textCursor.position() == to;
    } catch (Rejection notJson) {
      return false;
    }
  }

  private void writeNumber(FieldSlot slot, long value) {
    flushRun();
    out.write(',');
    out.write(slot.memberStart());
    out.write(value);
  }

  /** Lets the member stand as it is; {@code memberFrom} is negative when its name can not. */
  private void keep(FieldSlot slot, int memberFrom, int from, int to) {
    if (memberFrom < 0) {
      flushRun();
      out.write(',');
      out.write(slot.memberStart());
      out.write(json, from, to);
    } else if (memberFrom == runTo + 1) {
      runTo = to;
    } else {
      flushRun();
      runFrom = memberFrom;
      runTo = to;
    }
  }

  private void flushRun() {
    if (runTo > runFrom) {
      out.write(',');
      out.write(json, runFrom, runTo);
    }
    runTo = -1;
    runFrom = 0;
  }

  /** Keeps a member that the contract does not know, compact, ready to stand within a string. */
  private void setAside(int nameFrom, int nameTo, int from, int to) {
    if (extra.size() > 0) {
      extra.write(',');
    }
    copyEscaped(nameFrom, nameTo);
    extra.write(':');
    copyEscaped(from, to);
  }

  private void copyEscaped(int from, int to) {
    boolean inString = false;
    for (int i = from; i < to; i++) {
      byte b = json[i];
      if (inString && b == '\\') {
        extra.writeInString(b);
        extra.writeInString(json[++i]);
        continue;
      }
      if (b == '"') {
        inString = !inString;
      }
      if (inString || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        extra.writeInString(b);
      }
    }
  }

  private void require(boolean fits, EventField field, int from, int to) throws Rejection {
    if (!fits) {
      throw new Rejection(
          WRONG_TYPE,
          "field '%s' is %s, which is no %s"
              .formatted(field.name(), Excerpt.of(json, from, to), field.type()));
    }
  }
}
