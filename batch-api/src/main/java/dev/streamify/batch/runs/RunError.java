package dev.streamify.batch.runs;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a run failed.
 *
 * @param code what kind of failure
 * @param message what was wrong and what to do, one line
 * @param cause what the engine or the catalog said, if that tells more
 */
public record RunError(Code code, String message, Optional<String> cause) {
  /** Kinds of failure, stable. */
  public enum Code {
    /** Spark does not answer. */
    SPARK_UNAVAILABLE,
    /** Spark refused or lost a statement. */
    SPARK_FAILED,
    /** The catalog does not answer, or a table is missing. */
    CATALOG_UNAVAILABLE,
    /** A check of severity ERROR does not hold; the rows wait in a branch for inspection. */
    CHECK_FAILED,
    /** A setting in the job's yml cannot be used. */
    UNUSABLE_SETTING,
    /** Somebody else wrote the table meanwhile. */
    PUBLISH_CONFLICT,
    /** A defect of the service. */
    INTERNAL;

    /** As it stands in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
