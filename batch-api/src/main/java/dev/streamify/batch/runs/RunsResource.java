package dev.streamify.batch.runs;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.jobs.JobCatalogue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs that were asked for. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class RunsResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;

  private final RunService runs;
  private final JobCatalogue catalogue;

  RunsResource(RunService runs, JobCatalogue catalogue) {
    this.runs = runs;
    this.catalogue = catalogue;
  }

  /** One run. */
  @GET
  @Path("{id}")
  @Operation(summary = "One run: its state, and its metrics or its error once it has ended")
  public RunView get(@PathParam("id") String id) {
    return runs.find(new RunId(id))
        .map(RunView::of)
        .orElseThrow(() -> ApiException.notFound("run", id));
  }

  /** Runs, newest first. */
  @GET
  @Operation(summary = "Runs, newest first")
  public RunList list(
      @QueryParam("job") Optional<String> job,
      @QueryParam("state") Optional<String> state,
      @QueryParam("limit") Optional<String> limit) {
    job.filter(name -> catalogue.job(name).isEmpty())
        .ifPresent(
            name -> {
              throw ApiException.notFound("job", name);
            });
    RunStore.Filter filter =
        new RunStore.Filter(
            job,
            state.map(RunsResource::state),
            limit.map(RunsResource::limit).orElse(DEFAULT_LIMIT));
    return new RunList(runs.list(filter).stream().map(RunView::of).toList());
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

  private static int limit(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw ApiException.invalid(
        "limit must be a number from 1 to %d, found '%s'".formatted(MAX_LIMIT, text));
  }

  /**
   * Runs.
   *
   * @param runs newest first
   */
  public record RunList(List<RunView> runs) {}
}
