package dev.streamify.batch.control;

import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What came of the checks of jobs' newest runs. */
@Path("/api/v1/checks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "checks")
public class ChecksResource {
  private static final int MAX_RUNS = 100;

  private final RunStore runs;
  private final JobCatalogue catalogue;

  ChecksResource(RunStore runs, JobCatalogue catalogue) {
    this.runs = runs;
    this.catalogue = catalogue;
  }

  /**
   * Results, by table and newest run first.
   *
   * @param table of this table only
   * @param status PASSED, FAILED or SKIPPED only
   * @param newest of how many runs of each table, from 1 to 100; 1 when absent
   */
  @GET
  @Operation(summary = "Check results of the newest runs that evaluated any, by table")
  public CheckList list(
      @Parameter(description = "Of this table only", example = "silver_listen_events")
          @QueryParam("table")
          Optional<String> table,
      @Parameter(description = "PASSED, FAILED or SKIPPED only", example = "FAILED")
          @QueryParam("status")
          Optional<String> status,
      @Parameter(description = "Of how many runs of each table, 1 to 100; 1 when absent")
          @QueryParam("runs")
          Optional<String> newest) {
    table
        .filter(name -> jobs(Optional.of(name)).isEmpty())
        .ifPresent(
            name -> {
              throw ApiException.notFound("table with checks", name);
            });
    Optional<CheckResult.Status> wanted = status.map(ChecksResource::status);
    int perJob = newest.map(ChecksResource::runs).orElse(1);
    return new CheckList(
        jobs(table).stream()
            .flatMap(job -> checked(job, perJob))
            .flatMap(ChecksResource::views)
            .filter(view -> wanted.map(view.status()::equals).orElse(true))
            .toList());
  }

  private List<JobDefinition> jobs(Optional<String> table) {
    return catalogue.all().stream()
        .filter(job -> !job.checks().isEmpty())
        .filter(job -> table.isEmpty() || job.output().equals(table))
        .toList();
  }

  private Stream<Run> checked(JobDefinition job, int perJob) {
    return runs.checked(job.name(), perJob).stream();
  }

  private static Stream<CheckView> views(Run run) {
    return run.state().checks().stream()
        .map(
            result ->
                new CheckView(
                    result.table(),
                    result.check(),
                    result.type(),
                    result.severity(),
                    result.status(),
                    result.expected(),
                    result.observed(),
                    result.brokenRows(),
                    result.sample(),
                    run.request().job(),
                    run.id().value(),
                    run.state().finished()));
  }

  private static CheckResult.Status status(String text) {
    return Arrays.stream(CheckResult.Status.values())
        .filter(name -> name.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "status must be one of %s, found '%s'"
                        .formatted(Arrays.toString(CheckResult.Status.values()), text)));
  }

  private static int runs(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int runs = Integer.parseInt(text);
      if (runs >= 1 && runs <= MAX_RUNS) {
        return runs;
      }
    }
    throw ApiException.invalid(
        "runs must be a number from 1 to %d, found '%s'".formatted(MAX_RUNS, text));
  }

  /**
   * Results.
   *
   * @param checks by table, newest run first
   */
  public record CheckList(List<CheckView> checks) {}

  /**
   * A result.
   *
   * @param table the table that was checked
   * @param check the check's name
   * @param type the rule
   * @param severity ERROR keeps the rows from being published
   * @param status how it ended
   * @param expected what was asked
   * @param observed what was found
   * @param brokenRows how many rows do not hold
   * @param sample a few of them
   * @param job the job
   * @param run the run
   * @param checkedAt when the run ended, UTC
   */
  public record CheckView(
      String table,
      String check,
      String type,
      CheckDefinition.Severity severity,
      CheckResult.Status status,
      String expected,
      String observed,
      Optional<Long> brokenRows,
      List<Map<String, String>> sample,
      String job,
      String run,
      Optional<Instant> checkedAt) {}
}
