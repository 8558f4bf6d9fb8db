package dev.streamify.batch.control;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Parameters of queries for runs; what is wrong is told with its value. */
final class RunQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private RunQuery() {}

  /** A run's id; what cannot be one names no run. */
  static RunId runId(String text) {
    if (!RunId.isWellFormed(text)) {
      throw ApiException.notFound("run", text);
    }
    return new RunId(text);
  }

  static RunId cursor(String text) {
    if (!RunId.isWellFormed(text)) {
      throw ApiException.invalid(
          "cursor must be the next_cursor of a page, found '%s'".formatted(text));
    }
    return new RunId(text);
  }

  static Set<RunState.Name> states(Optional<String> text) {
    Set<RunState.Name> states = EnumSet.noneOf(RunState.Name.class);
    text.ifPresent(
        names -> {
          for (String name : names.split(",", -1)) {
            states.add(state(name));
          }
        });
    return states;
  }

  private static RunState.Name state(String text) {
    return Arrays.stream(RunState.Name.values())
        .filter(name -> name.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "state must be one of %s, found '%s'"
                        .formatted(Arrays.toString(RunState.Name.values()), text)));
  }

  /** A time or a date, which stands for its beginning. */
  static Optional<Instant> time(String name, Optional<String> text) {
    return text.map(
        value -> {
          try {
            Instant time =
                value.contains("T")
                    ? Instant.parse(value)
                    : LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
              return time;
            }
          } catch (DateTimeException e) {
            // Told below, like a time out of range.
          }
          throw ApiException.invalid(
              "%s must be a time like 2026-01-31T06:00:00Z or a date, found '%s'"
                  .formatted(name, value));
        });
  }

  static Optional<Boolean> flag(String name, Optional<String> text) {
    return text.map(
        value -> {
          if (!value.equals("true") && !value.equals("false")) {
            throw ApiException.invalid(
                "%s must be true or false, found '%s'".formatted(name, value));
          }
          return value.equals("true");
        });
  }

  static int limit(Optional<String> text) {
    return text.map(value -> number("limit", value, MAX_LIMIT)).orElse(DEFAULT_LIMIT);
  }

  /** A number from 1 to a maximum. */
  static int number(String name, String text, int max) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    }
    throw ApiException.invalid(
        "%s must be a number from 1 to %d, found '%s'".formatted(name, max, text));
  }
}
