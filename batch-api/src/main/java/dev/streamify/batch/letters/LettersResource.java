package dev.streamify.batch.letters;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.tables.Shown;
import dev.streamify.contract.EventContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records that enrichment rejected. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dead-letters")
public class LettersResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final long DEFAULT_MINUTES = 1_440;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Letters letters;
  private final LetterCounts counts;
  private final EventContract contract;
  private final Clock clock;

  LettersResource(Letters letters, LetterCounts counts, EventContract contract, Clock clock) {
    this.letters = letters;
    this.counts = counts;
    this.contract = contract;
    this.clock = clock;
  }

  /** Letters, newest first. */
  @GET
  @Operation(
      summary = "Rejected records with their payload, newest first, a page at a time",
      description =
          "Those that have landed in the table of dead letters. A page may have fewer letters than"
              + " wanted and still not be the last one: the last one has no next_cursor.")
  public LetterPage list(
      @Parameter(description = "Of this stream only", example = "listen_events")
          @QueryParam("stream")
          Optional<String> stream,
      @Parameter(description = "With this reason only", example = "WRONG_TYPE")
          @QueryParam("reason")
          Optional<String> reason,
      @Parameter(description = "How many, 1 to 200; 50 when absent") @QueryParam("limit")
          Optional<String> limit,
      @Parameter(description = "next_cursor of the page before") @QueryParam("cursor")
          Optional<String> cursor) {
    stream
        .filter(name -> contract.stream(name).isEmpty())
        .ifPresent(
            name -> {
              throw ApiException.notFound("stream", Shown.name(name));
            });
    long wanted = limit.map(text -> number("limit", text, MAX_LIMIT)).orElse((long) DEFAULT_LIMIT);
    return letters.page(new Letters.Query(stream, reason, (int) wanted, cursor));
  }

  /** How many over time. */
  @GET
  @Path("counts")
  @Operation(
      summary = "How many records were rejected, by stream, reason and time",
      description =
          "In 200 buckets at most, of a minute to a day. complete is false while there is more to"
              + " read than one request may: ask again.")
  public LetterCountsView count(
      @Parameter(
              description = "How far to look back, from 1; 1440 when absent. Not with from or to",
              example = "60")
          @QueryParam("minutes")
          Optional<String> minutes,
      @Parameter(description = "From this time on, UTC", example = "2026-01-01T00:00:00Z")
          @QueryParam("from")
          Optional<String> from,
      @Parameter(description = "Before this time, UTC; now when absent") @QueryParam("to")
          Optional<String> to) {
    if (minutes.isPresent() && (from.isPresent() || to.isPresent())) {
      throw ApiException.invalid("minutes and from or to are two ways to say it: take one");
    }
    Instant end = to.map(text -> time("to", text)).orElseGet(clock::instant);
    long back =
        minutes
            .map(text -> number("minutes", text, LetterCounts.longest().toMinutes()))
            .orElse(DEFAULT_MINUTES);
    Instant begin =
        from.map(text -> time("from", text)).orElseGet(() -> end.minus(Duration.ofMinutes(back)));
    if (!begin.isBefore(end) || begin.isBefore(end.minus(LetterCounts.longest()))) {
      throw ApiException.invalid(
          "from must be before to, and not more than %d days, found %s and %s"
              .formatted(LetterCounts.longest().toDays(), begin, end));
    }
    return counts.between(begin, end);
  }

  private static long number(String name, String text, long most) {
    if (text.matches("[0-9]{1,9}")) {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw ApiException.invalid(
        "%s must be a whole number from 1 to %d, found '%s'"
            .formatted(name, most, Shown.name(text)));
  }

  private static Instant time(String name, String text) {
    try {
      Instant time = Instant.parse(text);
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Told below, with the value.
    }
    throw ApiException.invalid(
        "%s must be a time like 2026-01-01T00:00:00Z, found '%s'"
            .formatted(name, Shown.name(text)));
  }
}
