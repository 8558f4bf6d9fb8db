package dev.streamify.batch.coverage;

import dev.streamify.batch.runs.RunId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One event date of a job.
 *
 * @param date the date
 * @param inputRows rows of its inputs
 * @param outputRows rows of its output; absent when that is not partitioned by event date
 * @param state whether the output has what the inputs have
 * @param run the run that makes the state RUNNING or FAILED
 */
public record DateCoverage(
    LocalDate date, long inputRows, Optional<Long> outputRows, State state, Optional<RunId> run) {
  /** Whether the output has what the inputs have. */
  public enum State {
    /** All that the inputs have of the date was consumed. */
    COMPLETE,
    /** Some of it came after the last run. */
    STALE,
    /** A run that covers the date waits or runs. */
    RUNNING,
    /** The newest run that covers the date has failed. */
    FAILED
  }
}
