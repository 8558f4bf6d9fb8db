package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.Table;

/**
 * Cursors are opaque to clients: the table that they belong to and some numbers. Whatever a client
 * makes up is either refused or a place in that table.
 */
public final class Cursors {
  private static final int MAX_LENGTH = 200;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

  private Cursors() {}

  /** A cursor: the table that it belongs to and some numbers. */
  public static String encode(String kind, Table table, long... numbers) {
    StringBuilder text = new StringBuilder(kind).append('/').append(table.uuid());
    for (long number : numbers) {
      text.append('/').append(number);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A cursor's place.
   *
   * @param table the table that it belongs to
   * @param numbers what was encoded
   */
  public record Place(UUID table, List<Long> numbers) {}

  /**
   * Reads a cursor.
   *
   * @param count how many numbers this kind has
   * @throws ApiException when it is none of this kind
   */
  public static Place decode(String kind, String cursor, int count) {
    if (cursor.length() > MAX_LENGTH) {
      throw unusable();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
              .split("/", count + 3);
      if (parts.length != count + 2 || !parts[0].equals(kind)) {
        throw unusable();
      }
      List<Long> numbers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (!NUMBER.matcher(parts[i + 2]).matches()) {
          throw unusable();
        }
        numbers.add(Long.parseLong(parts[i + 2]));
      }
      return new Place(UUID.fromString(parts[1]), numbers);
    } catch (IllegalArgumentException e) {
      throw unusable();
    }
  }

  private static ApiException unusable() {
    return ApiException.invalid(
        "cursor is not one of this list: take next_cursor of the page before, or leave it away");
  }
}
