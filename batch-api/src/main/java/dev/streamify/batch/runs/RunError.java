package dev.streamify.batch.runs;

import dev.streamify.batch.security.Redaction;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a run failed.
 *
 * @param code what kind of failure
 * @param message what was wrong and what to do, one line
 * @param cause what the engine or the catalog said, if that tells more
 */
public record RunError(Code code, String message, Optional<Cause> cause) {
  /** Kinds of failure, stable. */
  public enum Code {
    /** Spark does not answer. */
    SPARK_UNAVAILABLE(true),
    /** Spark refused or lost a statement. */
    SPARK_FAILED(false),
    /** The catalog does not answer, or a table is missing. */
    CATALOG_UNAVAILABLE(true),
    /** Kafka does not answer, or not as it should. */
    KAFKA_UNAVAILABLE(true),
    /** A check of severity ERROR does not hold; the rows wait in a branch for inspection. */
    CHECK_FAILED(false),
    /** A setting in the job's yml cannot be used. */
    UNUSABLE_SETTING(false),
    /** Somebody else wrote the table meanwhile. */
    PUBLISH_CONFLICT(true),
    /** The service ended while the run was going on. */
    ABANDONED(true),
    /** Some of the runs that it consists of did not complete. */
    CHILDREN_FAILED(false),
    /** A defect of the service. */
    INTERNAL(false);

    private final boolean passing;

    Code(boolean passing) {
      this.passing = passing;
    }

    /** Whether the same run may well go through a little later. */
    public boolean isPassing() {
      return passing;
    }

    /** As it stands in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What lies behind a failure.
   *
   * @param exception the class of what was thrown first
   * @param message its whole text
   * @param condition the engine's own name of the error, such as {@code DIVIDE_BY_ZERO}
   * @param sqlState the SQL state, such as {@code 22012}
   * @param statement what was executed
   */
  public record Cause(
      String exception,
      String message,
      Optional<String> condition,
      Optional<String> sqlState,
      Optional<String> statement) {
    /** Takes secrets out: drivers like to tell whole URLs. */
    public Cause {
      message = Redaction.of(message);
      statement = statement.map(Redaction::of);
    }
  }

  /** Takes secrets out. */
  public RunError {
    message = Redaction.of(message);
  }

  /** An error that needs no further cause. */
  public static RunError of(Code code, String message) {
    return new RunError(code, message, Optional.empty());
  }
}
