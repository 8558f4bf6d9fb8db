package dev.streamify.batch.coverage;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The event dates of jobs. */
@Path("/api/v1/jobs/{job}/dates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class JobDatesResource {
  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final JobCatalogue catalogue;
  private final JobDates dates;
  private final Clock clock;

  JobDatesResource(JobCatalogue catalogue, JobDates dates, Clock clock) {
    this.catalogue = catalogue;
    this.dates = dates;
    this.clock = clock;
  }

  /** The dates of a job. */
  @GET
  @Operation(
      summary = "Which event dates of a job are complete, stale, running or failed",
      description = "Dates of which the inputs have rows; 90 days up to today when left away.")
  @APIResponse(
      responseCode = "200",
      description = "The dates in order",
      content = @Content(schema = @Schema(implementation = DateList.class)))
  public DateList list(
      @Parameter(description = "The job's name", example = "silver_listen_events") @PathParam("job")
          String job,
      @Parameter(description = "First event date", example = "2026-01-01") @QueryParam("from")
          Optional<String> from,
      @Parameter(description = "Last event date", example = "2026-01-31") @QueryParam("to")
          Optional<String> to) {
    JobDefinition known = catalogue.job(job).orElseThrow(() -> ApiException.notFound("job", job));
    LocalDate last =
        to.map(text -> date("to", text))
            .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate first =
        from.map(text -> date("from", text)).orElseGet(() -> last.minusDays(USUAL_DAYS - 1));
    long days = last.toEpochDay() - first.toEpochDay() + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw ApiException.invalid(
          "from '%s' to '%s' are %d days: ask for 1 to %d".formatted(first, last, days, MOST_DAYS));
    }
    DateRange range = new DateRange(Optional.of(first), Optional.of(last));
    return new DateList(
        known.name(),
        first,
        last,
        dates.of(known, range).stream().map(JobDatesResource::view).toList());
  }

  private static LocalDate date(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(
          "%s must be a date such as 2026-01-31, found '%s'".formatted(name, text));
    }
  }

  private static DateView view(DateCoverage date) {
    return new DateView(
        date.date(),
        date.state(),
        date.inputRows(),
        date.outputRows(),
        date.run().map(RunId::value));
  }

  /**
   * Dates of a job.
   *
   * @param job its name
   * @param from the first date that was looked at
   * @param to the last one
   * @param dates those of which the inputs have rows
   */
  public record DateList(String job, LocalDate from, LocalDate to, List<DateView> dates) {}

  /**
   * A date.
   *
   * @param date event date, UTC
   * @param state COMPLETE, STALE, RUNNING or FAILED
   * @param inputRows rows of the inputs
   * @param outputRows rows of the output; absent when it is not partitioned by event date
   * @param run the run that makes it RUNNING or FAILED
   */
  public record DateView(
      LocalDate date,
      DateCoverage.State state,
      long inputRows,
      Optional<Long> outputRows,
      Optional<String> run) {}
}
