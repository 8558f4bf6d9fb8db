package dev.streamify.batch.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.increments.DateRange;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** JSON objects that came over HTTP. */
final class RequestBody {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  // Four-digit years are all that SQL literals and partition paths agree on.
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private RequestBody() {}

  /**
   * Reads an object.
   *
   * @param body JSON; nothing for an object without fields
   * @param known the fields that it may have
   */
  static JsonNode object(String body, Set<String> known) {
    if (body == null || body.isBlank()) {
      return JSON.createObjectNode();
    }
    JsonNode node;
    try {
      node = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw ApiException.invalid("the body is not JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      throw ApiException.invalid("the body must be a JSON object with any of " + known);
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw ApiException.invalid(
                    "unknown field '%s': known are %s".formatted(field, known));
              }
            });
    return node;
  }

  static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ApiException.invalid("%s must be text, found %s".formatted(field, value));
    }
    return Optional.of(value.textValue());
  }

  /** A number from 1 to a maximum. */
  static Optional<Integer> number(JsonNode node, String field, int max) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > max) {
      throw ApiException.invalid(
          "%s must be a number from 1 to %d, found %s".formatted(field, max, value));
    }
    return Optional.of(value.intValue());
  }

  /** The fields from and to. */
  static DateRange range(JsonNode node) {
    DateRange range = new DateRange(date(node, "from"), date(node, "to"));
    if (range.from().isPresent()
        && range.to().isPresent()
        && range.from().get().isAfter(range.to().get())) {
      throw ApiException.invalid(
          "from %s is after to %s".formatted(range.from().get(), range.to().get()));
    }
    return range;
  }

  private static Optional<LocalDate> date(JsonNode node, String field) {
    return text(node, field)
        .map(
            text -> {
              try {
                LocalDate date = LocalDate.parse(text);
                if (!date.isBefore(FIRST) && !date.isAfter(LAST)) {
                  return date;
                }
              } catch (DateTimeParseException e) {
                // Told below, like a date out of range.
              }
              throw ApiException.invalid(
                  "%s must be a date like 2026-01-31, from %s to %s, found '%s'"
                      .formatted(field, FIRST, LAST, text));
            });
  }
}
