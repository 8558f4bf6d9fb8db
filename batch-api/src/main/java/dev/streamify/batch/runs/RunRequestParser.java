package dev.streamify.batch.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobDefinition;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the body of a request for a run; everything that is wrong is told with its value. */
final class RunRequestParser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS = new TreeSet<>(Set.of("mode", "from", "to"));
  // Four-digit years are all that SQL literals and partition paths agree on.
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private RunRequestParser() {}

  /**
   * Reads a request.
   *
   * @param body JSON; empty for an incremental run
   * @throws ApiException when it is not usable
   */
  static RunRequest parse(JobDefinition job, String body) {
    JsonNode node = object(body);
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw ApiException.invalid(
                    "unknown field '%s': known are %s".formatted(field, FIELDS));
              }
            });
    DateRange range = new DateRange(date(node, "from"), date(node, "to"));
    if (range.from().isPresent()
        && range.to().isPresent()
        && range.from().get().isAfter(range.to().get())) {
      throw ApiException.invalid(
          "from %s is after to %s".formatted(range.from().get(), range.to().get()));
    }
    return new RunRequest(job.name(), mode(job, node, range), range);
  }

  private static JsonNode object(String body) {
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
      throw ApiException.invalid(
          "the body must be a JSON object like {\"mode\":\"full\",\"from\":\"2026-01-31\"}");
    }
    return node;
  }

  private static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ApiException.invalid("%s must be text, found %s".formatted(field, value));
    }
    return Optional.of(value.textValue());
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

  private static RunMode mode(JobDefinition job, JsonNode node, DateRange range) {
    Optional<RunMode> asked =
        text(node, "mode")
            .map(
                text ->
                    RunMode.of(text)
                        .orElseThrow(
                            () ->
                                ApiException.invalid(
                                    "mode must be incremental or full, found '%s'"
                                        .formatted(text))));
    boolean incremental = asked.filter(RunMode.INCREMENTAL::equals).isPresent();
    if (job.output().isEmpty()) {
      if (incremental) {
        throw ApiException.invalid(
            "job %s only reads, so it has no mode incremental: leave mode out"
                .formatted(job.name()));
      }
      return RunMode.FULL;
    }
    if (incremental && !range.isAll()) {
      throw ApiException.invalid(
          "from and to ask for whole dates: use them with mode full or without a mode");
    }
    return asked.orElse(range.isAll() ? RunMode.INCREMENTAL : RunMode.FULL);
  }
}
