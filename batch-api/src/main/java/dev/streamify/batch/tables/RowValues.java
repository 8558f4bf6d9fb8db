package dev.streamify.batch.tables;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/**
 * Values as JSON can hold them without loss; only what is long is cut.
 *
 * <p>Whole numbers beyond 2⁵³ and decimals are texts, as are NaN and the infinities; dates and
 * times are ISO-8601, instants with {@code Z}; bytes are base64; maps are lists of entries, as
 * their keys may be anything.
 */
final class RowValues {
  /** Longest text told, in characters. */
  static final int MAX_TEXT = 1_000;

  /** Most elements told of a list or map. */
  static final int MAX_ELEMENTS = 100;

  /** Ends what was cut. */
  static final String CUT = "…";

  private static final long EXACT = 1L << 53;
  private static final int MAX_BYTES = MAX_TEXT / 4 * 3;

  private RowValues() {}

  /** The values of a row, in the order of its columns; null where there is none. */
  static List<Object> row(Record row, int columns) {
    Object[] values = new Object[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = value(row.get(i));
    }
    return Arrays.asList(values);
  }

  private static Object value(Object value) {
    if (value instanceof Long number) {
      return number > EXACT || number < -EXACT ? number.toString() : number;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : number.toString();
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? number : number.toString();
    }
    if (value == null || value instanceof Boolean || value instanceof Integer) {
      return value;
    }
    return value instanceof List || value instanceof Map || value instanceof Record
        ? nested(value)
        : text(value);
  }

  private static Object nested(Object value) {
    if (value instanceof List<?> list) {
      return cut(list.stream().limit(MAX_ELEMENTS).map(RowValues::value), list.size());
    }
    if (value instanceof Map<?, ?> map) {
      return cut(map.entrySet().stream().limit(MAX_ELEMENTS).map(RowValues::entry), map.size());
    }
    Record struct = (Record) value;
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Types.NestedField field : struct.struct().fields()) {
      fields.put(field.name(), value(struct.getField(field.name())));
    }
    return fields;
  }

  private static Object entry(Map.Entry<?, ?> entry) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("key", value(entry.getKey()));
    told.put("value", value(entry.getValue()));
    return told;
  }

  private static List<Object> cut(Stream<?> elements, int size) {
    List<Object> told = new ArrayList<>();
    elements.forEach(told::add);
    if (size > MAX_ELEMENTS) {
      told.add(CUT);
    }
    return told;
  }

  private static String text(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return base64(bytes);
    }
    if (value instanceof byte[] bytes) {
      return base64(bytes);
    }
    return cut(value.toString());
  }

  private static String base64(byte[] bytes) {
    String text =
        Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES)));
    return bytes.length > MAX_BYTES ? text + CUT : text;
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + CUT;
  }
}
