package dev.streamify.contract;

import java.util.Objects;

/**
 * One field of a raw event, as the producer writes it, and the rules that its value has to keep.
 *
 * @param name the JSON name, which is the column name too
 * @param type the type in tables and in the enriched event
 * @param required whether an event without it is rejected; JSON {@code null} counts as absent
 * @param range the values allowed when the type is numeric
 * @param acceptsNumericText whether a JSON string that holds a whole number is read as that number
 *     and an empty string as absent (older producers write {@code "userId":"42"} and {@code
 *     "userId":""})
 * @param description what the field means, with its unit
 */
public record EventField(
    String name,
    ColumnType type,
    boolean required,
    ValueRange range,
    boolean acceptsNumericText,
    String description) {

  /** Refuses types that no JSON scalar has and rules that do not fit the type. */
  public EventField {
    Names.requireFieldName(name);
    Objects.requireNonNull(description, "description");
    switch (type) {
      case BOOLEAN, INT, LONG, DOUBLE, STRING -> {}
      case DATE, TIMESTAMP, LONG_LIST ->
          throw new IllegalArgumentException(
              "field %s: %s is a table type, not one of a raw event".formatted(name, type));
    }
    if (acceptsNumericText && type != ColumnType.LONG && type != ColumnType.INT) {
      throw new IllegalArgumentException(
          "field %s: only whole numbers can be read from text, not %s".formatted(name, type));
    }
    if (type == ColumnType.INT
        && !(ValueRange.INT.contains(range.min()) && ValueRange.INT.contains(range.max()))) {
      throw new IllegalArgumentException(
          "field %s: range %s does not fit INT".formatted(name, range));
    }
  }

  /** A field that every event of the stream has. */
  public static EventField required(String name, ColumnType type, String description) {
    return new EventField(name, type, true, ValueRange.of(type), false, description);
  }

  /** A field that an event may lack. */
  public static EventField optional(String name, ColumnType type, String description) {
    return new EventField(name, type, false, ValueRange.of(type), false, description);
  }

  /** The same field, bounded to {@code min} to {@code max} in its own unit, both included. */
  public EventField within(long min, long max) {
    return new EventField(
        name, type, required, new ValueRange(min, max), acceptsNumericText, description);
  }

  /** The same field, whose numbers may come as text, with {@code ""} for absent. */
  public EventField orNumericText() {
    return new EventField(name, type, required, range, true, description);
  }

  /**
   * The column that holds the field in tables: never required there, as bronze takes all there is.
   */
  Column toColumn() {
    return Column.optional(name, type, description);
  }
}
