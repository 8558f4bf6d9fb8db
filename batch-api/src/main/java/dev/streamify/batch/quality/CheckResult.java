package dev.streamify.batch.quality;

import dev.streamify.batch.jobs.CheckDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a check.
 *
 * @param table the table that was checked
 * @param check the check's name
 * @param type the rule
 * @param severity what follows when it does not hold
 * @param status how it ended
 * @param expected what was asked, for people
 * @param observed what was found, for people
 * @param brokenRows how many rows do not hold; absent when rows are not what it counts
 * @param sample a few of the rows that do not hold, as text by column
 */
public record CheckResult(
    String table,
    String check,
    String type,
    CheckDefinition.Severity severity,
    Status status,
    String expected,
    String observed,
    Optional<Long> brokenRows,
    List<Map<String, String>> sample) {

  /** How a check ended. */
  public enum Status {
    /** It holds. */
    PASSED,
    /** It does not hold. */
    FAILED,
    /** There was nothing that it could look at. */
    SKIPPED
  }

  /** Copies the sample. */
  public CheckResult {
    sample = List.copyOf(sample);
  }

  /** Whether it keeps the rows from being published. */
  public boolean blocks() {
    return status == Status.FAILED && severity == CheckDefinition.Severity.ERROR;
  }

  /** Whether people should know. */
  public boolean warns() {
    return status == Status.FAILED && severity == CheckDefinition.Severity.WARNING;
  }

  /** In one line. */
  public String text() {
    return "check '%s': expected %s, found %s".formatted(check, expected, observed);
  }
}
