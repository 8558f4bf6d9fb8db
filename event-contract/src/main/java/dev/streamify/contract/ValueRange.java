package dev.streamify.contract;

/**
 * The values that a numeric field may have, both ends included.
 *
 * @param min the smallest value allowed, in the unit of the field
 * @param max the largest value allowed, in the unit of the field
 */
public record ValueRange(long min, long max) {

  /** Every value of a 32-bit integer. */
  public static final ValueRange INT = new ValueRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  /** Every value of a 64-bit integer. */
  public static final ValueRange LONG = new ValueRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Refuses a range that holds nothing. */
  public ValueRange {
    if (min > max) {
      throw new IllegalArgumentException(
          "range [%d, %d] is empty: min must not be above max".formatted(min, max));
    }
  }

  /** Everything a value of {@code type} can be; doubles are bounded by being finite only. */
  static ValueRange of(ColumnType type) {
    return type == ColumnType.INT ? INT : LONG;
  }

  /** Whether {@code value} lies within the range. */
  public boolean contains(long value) {
    return value >= min && value <= max;
  }

  /** Whether {@code value} is finite and lies within the range; the full range bounds no double. */
  public boolean contains(double value) {
    return Double.isFinite(value) && (this.equals(LONG) || (value >= min && value <= max));
  }

  @Override
  public String toString() {
    return "[" + min + ", " + max + "]";
  }
}
