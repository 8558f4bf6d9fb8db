package dev.streamify.batch.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.Spread;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the bodies of requests for runs; everything that is wrong is told with its value. */
final class RunRequestParser {
  private static final Set<String> RUN_FIELDS = new TreeSet<>(Set.of("mode", "from", "to"));
  private static final Set<String> BACKFILL_FIELDS =
      new TreeSet<>(Set.of("from", "to", "chunk_days", "parallelism"));
  private static final int MAX_CHUNK_DAYS = 366;
  private static final int MAX_PARALLELISM = 16;

  private RunRequestParser() {}

  /**
   * What was asked for, before it is known what the job can do.
   *
   * @param mode as it was said
   * @param range event dates
   */
  record Asked(Optional<RunMode> mode, DateRange range) {
    /**
     * The same for one job.
     *
     * @throws ApiException when the job cannot do that
     */
    RunRequest of(JobDefinition job) {
      boolean incremental = mode.filter(RunMode.INCREMENTAL::equals).isPresent();
      if (job.output().isEmpty()) {
        if (incremental) {
          throw ApiException.invalid(
              "job %s only reads, so it has no mode incremental: leave mode out"
                  .formatted(job.name()));
        }
        return new RunRequest(job.name(), RunMode.FULL, range);
      }
      return new RunRequest(job.name(), modeOfWriter(), range);
    }

    /** The same for a group of jobs. */
    RunRequest of(String group, List<JobDefinition> jobs) {
      return jobs.stream().allMatch(job -> job.output().isEmpty())
          ? new RunRequest(group, RunMode.FULL, range)
          : new RunRequest(group, modeOfWriter(), range);
    }

    private RunMode modeOfWriter() {
      return mode.orElse(range.isAll() ? RunMode.INCREMENTAL : RunMode.FULL);
    }
  }

  /**
   * What a backfill shall do.
   *
   * @param range event dates, both ends there
   * @param spread how they are cut
   */
  record Backfill(DateRange range, Spread spread) {}

  /**
   * Reads a request for a run.
   *
   * @param body JSON; empty for an incremental run
   * @throws ApiException when it is not usable
   */
  static Asked run(String body) {
    JsonNode node = RequestBody.object(body, RUN_FIELDS);
    DateRange range = RequestBody.range(node);
    Optional<RunMode> mode =
        RequestBody.text(node, "mode")
            .map(
                text ->
                    RunMode.of(text)
                        .orElseThrow(
                            () ->
                                ApiException.invalid(
                                    "mode must be incremental or full, found '%s'"
                                        .formatted(text))));
    if (mode.filter(RunMode.INCREMENTAL::equals).isPresent() && !range.isAll()) {
      throw ApiException.invalid(
          "from and to ask for whole dates: use them with mode full or without a mode");
    }
    return new Asked(mode, range);
  }

  /**
   * Reads a request for a backfill.
   *
   * @throws ApiException when it is not usable
   */
  static Backfill backfill(String body) {
    JsonNode node = RequestBody.object(body, BACKFILL_FIELDS);
    DateRange range = RequestBody.range(node);
    if (range.from().isEmpty() || range.to().isEmpty()) {
      throw ApiException.invalid(
          "a backfill needs both ends of its dates: {\"from\":\"2026-01-01\",\"to\":\"2026-01-07\"}");
    }
    return new Backfill(
        range,
        new Spread(
            RequestBody.number(node, "chunk_days", MAX_CHUNK_DAYS).orElse(1),
            RequestBody.number(node, "parallelism", MAX_PARALLELISM).orElse(2)));
  }
}
