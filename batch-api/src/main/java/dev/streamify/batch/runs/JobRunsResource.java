package dev.streamify.batch.runs;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Requests for runs. */
@Path("/api/v1/jobs/{job}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class JobRunsResource {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final JobCatalogue catalogue;
  private final RunService runs;

  JobRunsResource(JobCatalogue catalogue, RunService runs) {
    this.catalogue = catalogue;
    this.runs = runs;
  }

  /**
   * Asks for a run.
   *
   * @param body mode and event dates, or nothing for an incremental run
   */
  @POST
  // Clients differ in the type that they give to no body at all.
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Asks for a run; it is queued and executed as soon as its table is free")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Body.class),
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
      @PathParam("job") String job,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(
              description =
                  "Your own name of the request; asked again under it, it is the same run")
          @HeaderParam("Idempotency-Key")
          Optional<String> key,
      String body) {
    JobDefinition definition =
        catalogue.job(job).orElseThrow(() -> ApiException.notFound("job", job));
    if (!body.isBlank() && !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "send the body as application/json, not as %s".formatted(type));
    }
    RunRequest request = RunRequestParser.parse(definition, body);
    key.ifPresent(JobRunsResource::requireUsable);
    Run run =
        runs.submit(request, definition, key)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.TOO_MANY_RUNS, "the queue of runs is full: try again later"));
    if (!run.request().equals(request)) {
      throw new ApiException(
          ErrorCode.KEY_REUSED,
          "the Idempotency-Key belongs to run %s, which asked for something else"
              .formatted(run.id()));
    }
    return Response.accepted(RunView.of(run))
        .location(URI.create("/api/v1/runs/" + run.id()))
        .build();
  }

  private static void requireUsable(String key) {
    if (!KEY.matcher(key).matches()) {
      throw ApiException.invalid(
          "Idempotency-Key must be 1 to 128 letters, digits or any of . _ : -");
    }
  }

  /**
   * What may be asked for.
   *
   * @param mode incremental or full
   * @param from first event date, {@code yyyy-MM-dd}
   * @param to last event date, {@code yyyy-MM-dd}
   */
  record Body(String mode, String from, String to) {}
}
