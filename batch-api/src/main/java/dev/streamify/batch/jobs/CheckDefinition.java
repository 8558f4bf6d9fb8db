package dev.streamify.batch.jobs;

import java.util.Optional;

/**
 * Something that has to hold before a run's rows are published.
 *
 * @param name unique within the job
 * @param rule what is asked
 * @param tolerance how much of it may be broken
 * @param severity what happens when it does not hold
 * @param metric the run's metric to which the rows that do not hold are added
 * @param reason why it is asked this way, for people
 */
public record CheckDefinition(
    String name,
    Rule rule,
    Tolerance tolerance,
    Severity severity,
    Optional<String> metric,
    Optional<String> reason) {

  /** What follows. */
  public enum Severity {
    /** The rows are published, the run tells. */
    WARNING,
    /** Nothing is published, the run fails. */
    ERROR
  }
}
