package dev.streamify.batch.control;

import dev.streamify.batch.history.RunPlan;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Requests for runs. */
@Path("/api/v1/jobs/{job}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class JobRunsResource {
  private static final int MAX_PARTS = 1_000;

  private final JobCatalogue catalogue;
  private final RunPlanner planner;
  private final RunRequests requests;
  private final Caller caller;

  JobRunsResource(JobCatalogue catalogue, RunPlanner planner, RunRequests requests, Caller caller) {
    this.catalogue = catalogue;
    this.planner = planner;
    this.requests = requests;
    this.caller = caller;
  }

  /**
   * Asks for a run of a job, or of all jobs of a group.
   *
   * @param body mode and event dates, or nothing for an incremental run
   */
  @POST
  @Path("runs")
  // Clients differ in the type that they give to no body at all.
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Asks for a run of a job, or of all jobs of a group in the order of their inputs",
      description =
          "The run is queued and executed as soon as its table is free. A group's run, such as that"
              + " of silver, has a part for each job; a part starts when those whose output it reads"
              + " are completed.")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunBody.class),
              examples = {
                @ExampleObject(name = "what is new", value = "{\"mode\":\"incremental\"}"),
                @ExampleObject(
                    name = "a week again",
                    value = "{\"from\":\"2026-01-01\",\"to\":\"2026-01-07\"}")
              }))
  @APIResponse(
      responseCode = "202",
      description = "The run, queued; Location is where to follow it",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response start(
      @Parameter(description = "A job's name, or a group's", example = "silver_listen_events")
          @PathParam("job")
          String job,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(
              description =
                  "Your own name of the request; asked again under it, it is the same run",
              example = "load-2026-01-07")
          @HeaderParam("Idempotency-Key")
          Optional<String> key,
      String body) {
    List<JobDefinition> jobs = jobs(job);
    requireJson(type, body);
    RunRequestParser.Asked asked = RunRequestParser.run(body);
    Origin origin = caller.asks(Origin.Cause.REQUEST);
    RunPlan plan =
        catalogue
            .job(job)
            .map(one -> planner.job(one, asked.of(one), origin))
            .orElseGet(() -> planner.group(asked.of(job, jobs), jobs, asked::of, origin));
    return answer(plan, key);
  }

  /**
   * Asks for all of a range of dates to be made anew, in pieces.
   *
   * @param body the dates
   */
  @POST
  @Path("backfills")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Makes a range of event dates anew, in pieces",
      description =
          "The backfill is a run with a part for each piece of the range (and each job of a group)."
              + " What of it did not complete is taken up by POST /api/v1/runs/{id}/resume.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BackfillBody.class),
              examples =
                  @ExampleObject(
                      name = "a week, day by day, two at once",
                      value =
                          "{\"from\":\"2026-01-01\",\"to\":\"2026-01-07\",\"chunk_days\":1,\"parallelism\":2}")))
  @APIResponse(
      responseCode = "202",
      description = "The backfill, queued; Location is where to follow it",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response backfill(
      @Parameter(description = "A job's name, or a group's", example = "silver") @PathParam("job")
          String job,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(
              description =
                  "Your own name of the request; asked again under it, it is the same backfill")
          @HeaderParam("Idempotency-Key")
          Optional<String> key,
      String body) {
    List<JobDefinition> jobs = jobs(job);
    requireJson(type, body);
    RunRequestParser.Backfill asked = RunRequestParser.backfill(body);
    long parts = RunPlanner.size(jobs, asked.range(), asked.spread());
    if (parts > MAX_PARTS) {
      throw ApiException.invalid(
          "the backfill would have %d parts, more than %d: ask for fewer dates or a larger chunk_days"
              .formatted(parts, MAX_PARTS));
    }
    Origin origin = caller.asks(Origin.Cause.REQUEST);
    return answer(planner.backfill(job, jobs, asked.range(), asked.spread(), origin), key);
  }

  private List<JobDefinition> jobs(String name) {
    List<JobDefinition> jobs =
        catalogue.job(name).map(List::of).orElseGet(() -> catalogue.group(name));
    if (jobs.isEmpty()) {
      throw ApiException.notFound("job or group of jobs", name);
    }
    return jobs;
  }

  private static void requireJson(MediaType type, String body) {
    if (!body.isBlank() && !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "send the body as application/json, not as %s".formatted(type));
    }
  }

  private Response answer(RunPlan plan, Optional<String> key) {
    Run run = Submissions.accepted(requests.submit(plan, Submissions.key(key)), plan.run());
    return Response.accepted(RunView.of(run))
        .location(URI.create("/api/v1/runs/" + run.id()))
        .build();
  }

  /**
   * What may be asked of a run.
   *
   * @param mode incremental or full
   * @param from first event date, {@code yyyy-MM-dd}
   * @param to last event date, {@code yyyy-MM-dd}
   */
  record RunBody(String mode, String from, String to) {}

  /**
   * What may be asked of a backfill.
   *
   * @param from first event date, {@code yyyy-MM-dd}
   * @param to last event date, {@code yyyy-MM-dd}
   * @param chunkDays event dates of one part, 1 when absent
   * @param parallelism parts at once, 2 when absent
   */
  record BackfillBody(String from, String to, Integer chunkDays, Integer parallelism) {}
}
