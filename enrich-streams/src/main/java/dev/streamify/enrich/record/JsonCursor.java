package dev.streamify.enrich.record;

import static dev.streamify.contract.RejectReason.MALFORMED_JSON;

import java.util.Arrays;

/**
 * Walks over the bytes of one JSON text (RFC 8259) and checks every one of them, without building
 * values: what the caller needs are positions, as most of an event is copied as it came.
 *
 * <p>Why not a library's parser: those decode what is only to be copied, tell positions at the
 * price of an object each, and let through what is not Unicode (overlong UTF-8, lone surrogates).
 * Strings are scanned eight bytes at a time. A test compares what is accepted with Jackson on
 * hundreds of thousands of mutated events.
 */
final class JsonCursor {
  /** Objects and arrays inside each other; a consumer's own limit is 1,000 at the least. */
  static final int MAX_DEPTH = 200;

  /** The JSON types, as far as they make a difference. */
  enum Kind {
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    OBJECT,
    ARRAY
  }

  private byte[] bytes = {};
  private int at;
  private boolean escapes;
  private boolean whole;
  private int digits;
  private int fractionDigits;
  private long magnitude;

  void reset(byte[] json, int from) {
    bytes = json;
    at = from;
  }

  /** Index of the next byte. */
  int position() {
    return at;
  }

  boolean atEnd() {
    return at >= bytes.length;
  }

  /** The next byte, 0 at the end. */
  byte peek() {
    return byteAt(at);
  }

  /** Whether the string that was skipped last holds a backslash. */
  boolean hadEscapes() {
    return escapes;
  }

  /** Whether the number that was skipped last has neither fraction nor exponent. */
  boolean wasWhole() {
    return whole;
  }

  /** Digits of the number that was skipped last; {@code Integer.MAX_VALUE} with an exponent. */
  int digits() {
    return digits;
  }

  boolean hadExponent() {
    return digits == Integer.MAX_VALUE;
  }

  /** How many of {@link #digits()} stand behind the decimal point. */
  int fractionDigits() {
    return fractionDigits;
  }

  /** All digits of the number that was skipped last as one number; exact up to 18 digits. */
  long magnitude() {
    return magnitude;
  }

  void skipWhitespace() {
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return;
      }
      at++;
    }
  }

  void expect(char ascii) throws Rejection {
    if (peek() != ascii) {
      throw unexpected(at, "'" + ascii + "'");
    }
    at++;
  }

  /** Skips these bytes if they are what comes next. */
  boolean skipIfNext(byte[] expected) {
    int end = at + expected.length;
    if (end > bytes.length || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /**
   * Skips what stands behind a member or element.
   *
   * @return whether another one follows; otherwise the container has been closed
   */
  boolean another(char close) throws Rejection {
    skipWhitespace();
    byte b = peek();
    if (b == ',') {
      at++;
      skipWhitespace();
      return true;
    }
    if (b == close) {
      at++;
      return false;
    }
    throw unexpected(at, "',' or '" + close + "'");
  }

  /** Skips the value that begins at the position, at {@code depth} containers within the text. */
  Kind skipValue(int depth) throws Rejection {
    return switch (peek()) {
      case '"' -> {
        skipString();
        yield Kind.STRING;
      }
      case '{' -> {
        skipObject(depth + 1);
        yield Kind.OBJECT;
      }
      case '[' -> {
        skipArray(depth + 1);
        yield Kind.ARRAY;
      }
      case 't' -> skipWord("true", Kind.TRUE);
      case 'f' -> skipWord("false", Kind.FALSE);
      case 'n' -> skipWord("null", Kind.NULL);
      default -> {
        skipNumber();
        yield Kind.NUMBER;
      }
    };
  }

  private void skipObject(int depth) throws Rejection {
    enter(depth);
    if (peek() == '}') {
      at++;
      return;
    }
    do {
      skipString();
      skipWhitespace();
      expect(':');
      skipWhitespace();
      skipValue(depth);
    } while (another('}'));
  }

  private void skipArray(int depth) throws Rejection {
    enter(depth);
    if (peek() == ']') {
      at++;
      return;
    }
    do {
      skipValue(depth);
    } while (another(']'));
  }

  private void enter(int depth) throws Rejection {
    if (depth > MAX_DEPTH) {
      throw malformed("more than %d objects and arrays inside each other".formatted(MAX_DEPTH), at);
    }
    at++;
    skipWhitespace();
  }

  private Kind skipWord(String word, Kind kind) throws Rejection {
    for (int i = 0; i < word.length(); i++) {
      if (byteAt(at + i) != word.charAt(i)) {
        throw unexpected(at, "a JSON value");
      }
    }
    at += word.length();
    return kind;
  }

  /** Skips a number and leaves its digits in {@link #magnitude()} and its neighbours. */
  private void skipNumber() throws Rejection {
    int i = peek() == '-' ? at + 1 : at;
    magnitude = 0;
    int first = i;
    i = skipDigits(i);
    if (byteAt(first) == '0' && i > first + 1) {
      throw malformed("a number with a leading zero", at);
    }
    digits = i - first;
    fractionDigits = 0;
    whole = true;
    if (byteAt(i) == '.') {
      int fraction = i + 1;
      i = skipDigits(fraction);
      fractionDigits = i - fraction;
      digits += fractionDigits;
      whole = false;
    }
    if ((byteAt(i) | 0x20) == 'e') {
      byte sign = byteAt(i + 1);
      i = skipDigits(sign == '-' || sign == '+' ? i + 2 : i + 1);
      digits = Integer.MAX_VALUE;
      whole = false;
    }
    at = i;
  }

  private int skipDigits(int from) throws Rejection {
    int i = from;
    long number = magnitude;
    for (byte b = byteAt(i); b >= '0' && b <= '9'; b = byteAt(++i)) {
      number = number * 10 + (b - '0');
    }
    magnitude = number;
    if (i == from) {
      throw unexpected(i, i == at ? "a JSON value" : "a digit");
    }
    return i;
  }

  /** Skips a string, from its opening quote to behind its closing one. */
  void skipString() throws Rejection {
    expect('"');
    escapes = false;
    int i = at;
    while (true) {
      i = PlainText.end(bytes, i);
      if (i >= bytes.length) {
        throw malformed("a string that does not end", at - 1);
      }
      byte b = bytes[i];
      if (b == '"') {
        at = i + 1;
        return;
      }
      if (b == '\\') {
        escapes = true;
        i = skipEscape(i);
      } else if (b < 0) {
        i = skipMultiByte(i);
      } else {
        throw malformed("the control character 0x%02x within a string".formatted(b), i);
      }
    }
  }

  private int skipEscape(int from) throws Rejection {
    return switch (byteAt(from + 1)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 2;
      case 'u' -> skipUnicodeEscape(from);
      default -> throw malformed("a backslash that escapes nothing", from);
    };
  }

  private int skipUnicodeEscape(int from) throws Rejection {
    char unit = JsonText.hexUnit(bytes, from + 2, this);
    if (!Character.isSurrogate(unit)) {
      return from + 6;
    }
    boolean paired =
        Character.isHighSurrogate(unit)
            && byteAt(from + 6) == '\\'
            && byteAt(from + 7) == 'u'
            && Character.isLowSurrogate(JsonText.hexUnit(bytes, from + 8, this));
    if (!paired) {
      throw malformed("\\u%04x, half of a surrogate pair".formatted((int) unit), from);
    }
    return from + 12;
  }

  private int skipMultiByte(int from) throws Rejection {
    int length = Utf8.sequenceLength(bytes, from);
    if (length == 0) {
      throw malformed("the byte 0x%02x, which is not UTF-8".formatted(bytes[from] & 0xFF), from);
    }
    return from + length;
  }

  byte byteAt(int index) {
    return index < bytes.length ? bytes[index] : 0;
  }

  Rejection unexpected(int index, String wanted) {
    String found =
        index < bytes.length ? "'" + Excerpt.of(bytes, index, bytes.length) + "'" : "the end";
    return new Rejection(
        MALFORMED_JSON, "not JSON at byte %d: %s instead of %s".formatted(index, found, wanted));
  }

  private Rejection malformed(String what, int index) {
    return new Rejection(
        MALFORMED_JSON,
        "not JSON at byte %d: %s, in '%s'"
            .formatted(index, what, Excerpt.of(bytes, index, bytes.length)));
  }
}
