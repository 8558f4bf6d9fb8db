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
 * @param drills faults that need a hand, each with what it was and what came of it
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
    List<DrillReport> drills,
    Optional<SoakReport> soak,
    List<String> notes) {

  /** Of a benchmark without drills and soak. */
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
        List.of(),
        Optional.empty(),
        notes);
  }

  private Report(
      String benchmark,
      Map<String, String> environment,
      List<DrillReport> drills,
      Optional<SoakReport> soak,
      List<String> notes) {
    this(
        benchmark,
        environment,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        drills,
        soak,
        notes);
  }

  /** Of drills. */
  public static Report ofDrills(
      Map<String, String> environment, List<DrillReport> drills, List<String> notes) {
    return new Report("drill", environment, drills, Optional.empty(), notes);
  }

  /** Of a soak. */
  public static Report of(Map<String, String> environment, SoakReport soak, List<String> notes) {
    return new Report("soak", environment, List.of(), Optional.of(soak), notes);
  }

  /** Whether every hard limit is kept; targets against other programs are aims, not limits. */
  public boolean keepsLimits() {
    return flatness.map(Flatness::met).orElse(true)
        && faults.map(known -> known.verdict().isEmpty()).orElse(true)
        && drills.stream().allMatch(drill -> drill.verdict().isEmpty())
        && soak.map(known -> known.verdict().isEmpty()).orElse(true);
  }
}
