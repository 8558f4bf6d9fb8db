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
 * @param races several programs beside each other
 * @param steady loads that lasted, each by several programs
 * @param flatness increments onto histories, if measured
 * @param faults what became of every event while things went wrong, if that was tried
 * @param soak what was used in a long time, if that was looked at
 * @param notes what was left out, and why
 */
public record Report(
    String benchmark,
    Map<String, String> environment,
    List<Comparison> comparisons,
    List<Race> races,
    List<SteadyLoad> steady,
    Optional<Flatness> flatness,
    Optional<FaultReport> faults,
    Optional<SoakReport> soak,
    List<String> notes) {

  /** Of everything but a soak. */
  public Report(
      String benchmark,
      Map<String, String> environment,
      List<Comparison> comparisons,
      List<Race> races,
      List<SteadyLoad> steady,
      Optional<Flatness> flatness,
      Optional<FaultReport> faults,
      List<String> notes) {
    this(
        benchmark,
        environment,
        comparisons,
        races,
        steady,
        flatness,
        faults,
        Optional.empty(),
        notes);
  }

  /** Of a soak. */
  public static Report of(Map<String, String> environment, SoakReport soak, List<String> notes) {
    return new Report(
        "soak",
        environment,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(soak),
        notes);
  }

  /** Whether every hard limit is kept; targets against other programs are aims, not limits. */
  public boolean keepsLimits() {
    return flatness.map(Flatness::met).orElse(true)
        && faults.map(known -> known.verdict().isEmpty()).orElse(true)
        && soak.map(known -> known.verdict().isEmpty()).orElse(true);
  }
}
