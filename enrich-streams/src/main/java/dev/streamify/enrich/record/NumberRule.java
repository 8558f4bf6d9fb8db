package dev.streamify.enrich.record;

import static dev.streamify.contract.RejectReason.OUT_OF_RANGE;
import static dev.streamify.contract.RejectReason.WRONG_TYPE;

import dev.streamify.contract.EventField;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * The value of the number that a cursor has just skipped. What nearly all numbers look like costs
 * no object; the rest goes through {@link BigDecimal} and {@link Double}.
 */
final class NumberRule {
  /** Longer texts are refused instead of computed; consumers refuse them too, at 1,000 digits. */
  private static final int MAX_TEXT_BYTES = 64;

  private static final int DIGITS_OF_ANY_LONG = 18;
  private static final int DIGITS_OF_EXACT_DOUBLE = 15;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private NumberRule() {}

  /** The whole number in {@code [from, to)}, however it is written (42, 42.0, 4.2e1). */
  static long whole(EventField field, JsonCursor cursor, byte[] json, int from, int to)
      throws Rejection {
    long value =
        cursor.wasWhole() && cursor.digits() <= DIGITS_OF_ANY_LONG
            ? json[from] == '-' ? -cursor.magnitude() : cursor.magnitude()
            : exactWhole(field, json, from, to);
    if (!field.range().contains(value)) {
      throw outOfRange(field, json, from, to);
    }
    return value;
  }

  private static long exactWhole(EventField field, byte[] json, int from, int to) throws Rejection {
    requireSane(field, json, from, to);
    BigDecimal number;
    try {
      number = new BigDecimal(text(json, from, to)).stripTrailingZeros();
    } catch (NumberFormatException exponentBeyondInt) {
      throw outOfRange(field, json, from, to);
    }
    if (number.scale() > 0) {
      throw new Rejection(
          WRONG_TYPE,
          "field '%s' is %s, which is not a whole number"
              .formatted(field.name(), Excerpt.of(json, from, to)));
    }
    // Looked at before computing: 1e999999999 has a precision of 1 and a billion digits.
    if ((long) number.precision() - number.scale() > DIGITS_OF_ANY_LONG + 1
        || number.toBigInteger().bitLength() > Long.SIZE - 1) {
      throw outOfRange(field, json, from, to);
    }
    return number.longValue();
  }

  /** The finite number in {@code [from, to)}; exact enough to compare it with bounds. */
  static double real(EventField field, JsonCursor cursor, byte[] json, int from, int to)
      throws Rejection {
    double value;
    if (cursor.digits() <= DIGITS_OF_EXACT_DOUBLE) {
      double magnitude = cursor.magnitude() / POWERS_OF_TEN[cursor.fractionDigits()];
      value = json[from] == '-' ? -magnitude : magnitude;
    } else {
      requireSane(field, json, from, to);
      value = Double.parseDouble(text(json, from, to));
    }
    if (!field.range().contains(value)) {
      throw outOfRange(field, json, from, to);
    }
    return value;
  }

  /**
   * Whether consumers may read a real number wrongly: digits without a point as a 64-bit integer
   * that wraps, and an exponent as a BigDecimal that knows no exponent beyond 32 bits.
   */
  static boolean isRisky(JsonCursor cursor) {
    return cursor.digits() > DIGITS_OF_ANY_LONG && (cursor.wasWhole() || cursor.hadExponent());
  }

  private static void requireSane(EventField field, byte[] json, int from, int to)
      throws Rejection {
    if (to - from > MAX_TEXT_BYTES) {
      throw outOfRange(field, json, from, to);
    }
  }

  private static String text(byte[] json, int from, int to) {
    return new String(json, from, to - from, StandardCharsets.US_ASCII);
  }

  private static Rejection outOfRange(EventField field, byte[] json, int from, int to) {
    return new Rejection(
        OUT_OF_RANGE,
        "field '%s' is %s, which is no %s within %s"
            .formatted(field.name(), Excerpt.of(json, from, to), field.type(), field.range()));
  }
}
