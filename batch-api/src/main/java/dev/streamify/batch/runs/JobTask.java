package dev.streamify.batch.runs;

import dev.streamify.batch.jobs.JobDefinition;
import java.util.Optional;

/** The program of one kind of job. */
public interface JobTask {
  /** The kind of jobs that it executes. */
  JobDefinition.Kind kind();

  /**
   * Executes a run; no other run writes the job's output meanwhile.
   *
   * @throws RunFailure when it cannot go on; nothing was published then
   * @throws RunStopped when it was stopped; nothing was published then
   */
  RunOutcome execute(RunContext run, JobDefinition job);

  /**
   * Finds out what became of a run whose replica has died, and makes sure that nothing more does.
   *
   * @return the snapshot that it published; absent when it published none and never will. A job
   *     that can be done again without harm need not look
   */
  default Optional<Long> settle(Run run, JobDefinition job) {
    return Optional.empty();
  }
}
