package dev.streamify.batch.control;

import dev.streamify.batch.history.RunFilter;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs that were asked for. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class RunsResource {
  private final RunStore store;
  private final RunRequests requests;
  private final JobCatalogue catalogue;
  private final Caller caller;

  RunsResource(RunStore store, RunRequests requests, JobCatalogue catalogue, Caller caller) {
    this.store = store;
    this.requests = requests;
    this.catalogue = catalogue;
    this.caller = caller;
  }

  /** One run. */
  @GET
  @Path("{id}")
  @Operation(
      summary = "One run: its state and progress, and its metrics or its error once it has ended")
  public RunView get(
      @Parameter(description = "The run's id", example = "20261122t213015123_9f86d081")
          @PathParam("id")
          String id) {
    return detailed(find(id));
  }

  /** Runs, newest first. */
  @GET
  @Operation(summary = "Runs, newest first, a page at a time")
  public RunList list(
      @Parameter(description = "Of this job or group only", example = "silver_listen_events")
          @QueryParam("job")
          Optional<String> job,
      @Parameter(
              description = "In these states only, with commas between",
              example = "FAILED,ABORTED")
          @QueryParam("state")
          Optional<String> state,
      @Parameter(
              description = "Asked for at this time or later, UTC",
              example = "2026-01-01T00:00:00Z")
          @QueryParam("from")
          Optional<String> from,
      @Parameter(description = "Asked for before this time, UTC") @QueryParam("to")
          Optional<String> to,
      @Parameter(description = "Parts of this run only") @QueryParam("parent")
          Optional<String> parent,
      @Parameter(
              description =
                  "false: with the parts of groups and backfills; true when absent and no parent is given")
          @QueryParam("top_level")
          Optional<String> topLevel,
      @Parameter(description = "How many, 1 to 500; 50 when absent") @QueryParam("limit")
          Optional<String> limit,
      @Parameter(description = "next_cursor of the page before") @QueryParam("cursor")
          Optional<String> cursor) {
    job.filter(name -> catalogue.job(name).isEmpty() && catalogue.group(name).isEmpty())
        .ifPresent(
            name -> {
              throw ApiException.notFound("job or group of jobs", name);
            });
    RunFilter filter =
        new RunFilter(
            job,
            RunQuery.states(state),
            RunQuery.time("from", from),
            RunQuery.time("to", to),
            parent.map(RunQuery::runId),
            RunQuery.flag("top_level", topLevel).orElse(parent.isEmpty() && job.isEmpty()),
            cursor.map(RunQuery::cursor),
            RunQuery.limit(limit) + 1);
    return page(store.list(filter), filter.limit() - 1);
  }

  private static RunList page(List<Run> runs, int limit) {
    List<Run> shown = runs.size() > limit ? runs.subList(0, limit) : runs;
    return new RunList(
        shown.stream().map(RunView::of).toList(),
        runs.size() > limit ? Optional.of(shown.get(limit - 1).id().value()) : Optional.empty());
  }

  /** Ends a run. */
  @POST
  @Path("{id}/cancel")
  @Operation(
      summary = "Ends a run and its parts; nothing of it is published",
      description =
          "What waits ends at once. What runs is interrupted on Spark and ends a moment later, unless"
              + " it has just published: follow the run.")
  @APIResponse(
      responseCode = "202",
      description = "The run, ended or about to end",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response cancel(@Parameter(description = "The run's id") @PathParam("id") String id) {
    Run known = find(id);
    if (known.state().name().isFinal() && !(known.state() instanceof RunState.Aborted)) {
      throw new ApiException(
          ErrorCode.RUN_ENDED,
          "run %s is %s already: there is nothing to cancel".formatted(id, known.state().name()));
    }
    Run run = requests.cancel(known.id(), caller.name()).orElse(known);
    return Response.accepted(detailed(run)).build();
  }

  /** Takes up what a run left undone. */
  @POST
  @Path("{id}/resume")
  @Operation(
      summary = "Runs again what a failed or aborted run left undone",
      description = "A new run: of a group or a backfill it has those parts that did not complete.")
  @APIResponse(
      responseCode = "202",
      description = "The new run, queued",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response resume(
      @Parameter(description = "The run's id") @PathParam("id") String id,
      @Parameter(description = "Your own name of the request") @HeaderParam("Idempotency-Key")
          Optional<String> key) {
    Run ended = find(id);
    if (!ended.state().name().isFinal()) {
      throw new ApiException(
          ErrorCode.RUN_NOT_ENDED,
          "run %s is %s: cancel it or wait for its end".formatted(id, ended.state().name()));
    }
    Run run =
        requests
            .resume(ended, Submissions.key(key), caller.asks(Origin.Cause.RESUME))
            .map(submission -> Submissions.accepted(submission, ended))
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.RUN_ENDED,
                        "run %s is COMPLETED: nothing of it is left to do".formatted(id)));
    return Response.accepted(RunView.of(run))
        .location(URI.create("/api/v1/runs/" + run.id()))
        .build();
  }

  private Run find(String id) {
    return store.find(RunQuery.runId(id)).orElseThrow(() -> ApiException.notFound("run", id));
  }

  private RunView detailed(Run run) {
    return RunView.of(
        run,
        store.progress(run.id()),
        run.kind() == Run.Kind.JOB
            ? Optional.empty()
            : Optional.of(store.childrenByState(run.id())));
  }

  /**
   * Runs.
   *
   * @param runs newest first
   * @param nextCursor where the next page begins; absent on the last one
   */
  public record RunList(List<RunView> runs, Optional<String> nextCursor) {}
}
