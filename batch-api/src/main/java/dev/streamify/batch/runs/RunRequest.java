package dev.streamify.batch.runs;

import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobDefinition;

/**
 * What somebody asked for.
 *
 * @param job the job's name
 * @param mode how much of its input is read
 * @param range event dates; all of them in incremental mode
 */
public record RunRequest(String job, RunMode mode, DateRange range) {
  /** What a job does when nothing in particular is asked of it. */
  public static RunRequest whatIsNew(JobDefinition job) {
    return new RunRequest(
        job.name(), job.output().isPresent() ? RunMode.INCREMENTAL : RunMode.FULL, DateRange.ALL);
  }
}
