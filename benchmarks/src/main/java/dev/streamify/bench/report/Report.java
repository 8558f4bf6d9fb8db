package dev.streamify.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a benchmark found.
 *
 * @param benchmark its name
 * @param environment machine, versions and settings, by name
 * @param comparisons with DuckDB
 * @param flatness increments onto histories, if measured
 * @param notes what was left out, and why
 */
public record Report(
    String benchmark,
    Map<String, String> environment,
    List<Comparison> comparisons,
    Optional<Flatness> flatness,
    List<String> notes) {

  /** Whether every hard limit is kept; targets against DuckDB are aims, not limits. */
  public boolean keepsLimits() {
    return flatness.map(Flatness::met).orElse(true);
  }
}
