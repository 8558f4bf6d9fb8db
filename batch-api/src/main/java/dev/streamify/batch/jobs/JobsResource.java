package dev.streamify.batch.jobs;

import dev.streamify.batch.http.ApiException;
import dev.streamify.contract.EventStream;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The jobs that can be run. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class JobsResource {
  private final JobCatalogue catalogue;

  JobsResource(JobCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** All jobs. */
  @GET
  @Operation(summary = "All jobs with what they read and write")
  public JobList list(
      @Parameter(description = "Of this group only", example = "silver") @QueryParam("group")
          Optional<String> group) {
    return new JobList(
        catalogue.all().stream()
            .filter(job -> group.map(job.group()::equals).orElse(true))
            .map(JobsResource::view)
            .toList());
  }

  /** One job. */
  @GET
  @Path("{job}")
  @Operation(summary = "One job")
  public JobView get(
      @Parameter(description = "The job's name", example = "silver_listen_events") @PathParam("job")
          String job) {
    return catalogue
        .job(job)
        .map(JobsResource::view)
        .orElseThrow(() -> ApiException.notFound("job", job));
  }

  private static JobView view(JobDefinition job) {
    return new JobView(
        job.name(),
        job.group(),
        job.description(),
        lower(job.kind()),
        job.stream().map(EventStream::name),
        job.inputs(),
        job.output(),
        job.uniqueKey(),
        job.checks().stream().map(JobsResource::view).toList(),
        new RetryView(job.retry().attempts(), job.retry().backoff().toSeconds()),
        job.triggers().schedule().map(Schedule::toString),
        job.triggers()
            .sensor()
            .map(
                sensor -> new SensorView(sensor.quiet().toSeconds(), sensor.atMost().toSeconds())));
  }

  private static CheckView view(CheckDefinition check) {
    return new CheckView(
        check.name(),
        check.rule().type(),
        check.rule().columns(),
        check.severity(),
        check.tolerance().text(),
        check.reason());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * All jobs.
   *
   * @param jobs by name
   */
  public record JobList(List<JobView> jobs) {}

  /**
   * A job.
   *
   * @param name its name
   * @param group what it belongs to: silver, checks, maintenance or replay
   * @param description what it does
   * @param kind which program executes it
   * @param stream the stream that it is about
   * @param inputs tables that it reads
   * @param output table that it writes
   * @param uniqueKey columns that tell the output's rows apart
   * @param checks what has to hold before its output is published
   * @param retry how often a run is tried
   * @param schedule when it is due, as crontab has it, UTC; see /api/v1/schedules
   * @param sensor when it runs after new data; see /api/v1/sensors
   */
  public record JobView(
      String name,
      String group,
      String description,
      String kind,
      Optional<String> stream,
      List<String> inputs,
      Optional<String> output,
      List<String> uniqueKey,
      List<CheckView> checks,
      RetryView retry,
      Optional<String> schedule,
      Optional<SensorView> sensor) {}

  /**
   * How often a run is tried when the cause of its failure may pass.
   *
   * @param attempts tries in all
   * @param backoffSeconds pause after the first one; doubled each time
   */
  public record RetryView(int attempts, long backoffSeconds) {}

  /**
   * When it runs after new data.
   *
   * @param quietSeconds once no further data came for that long
   * @param atMostSeconds but not later than that after the first
   */
  public record SensorView(long quietSeconds, long atMostSeconds) {}

  /**
   * A check.
   *
   * @param name unique within the job
   * @param type the rule
   * @param columns the columns that it looks at
   * @param severity ERROR keeps the output from being published
   * @param allowed how much of the rule may be broken
   * @param reason why it is asked this way
   */
  public record CheckView(
      String name,
      String type,
      List<String> columns,
      CheckDefinition.Severity severity,
      String allowed,
      Optional<String> reason) {}
}
