package dev.streamify.batch.runs;

import dev.streamify.batch.jobs.JobDefinition;

/** The program of one kind of job. */
public interface JobTask {
  /** The kind of jobs that it executes. */
  JobDefinition.Kind kind();

  /**
   * Executes a run; the caller holds the lease of the job's output.
   *
   * @throws RunFailure when it cannot go on; nothing was published then
   */
  RunOutcome execute(Run run, JobDefinition job);
}
