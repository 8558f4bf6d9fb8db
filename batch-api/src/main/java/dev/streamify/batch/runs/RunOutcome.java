package dev.streamify.batch.runs;

import dev.streamify.batch.quality.CheckResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a completed run did.
 *
 * @param metrics counts by name, in the order in which people read them
 * @param inputs what it read
 * @param outputSnapshot the output's snapshot that it published; absent when it published nothing
 * @param warnings what people should know
 * @param checks what came of the job's checks
 * @param result what a job that only reads found
 */
public record RunOutcome(
    Map<String, Long> metrics,
    List<Input> inputs,
    Optional<Long> outputSnapshot,
    List<String> warnings,
    List<CheckResult> checks,
    Optional<Map<String, Object>> result) {

  /**
   * What was read of one table.
   *
   * @param table the table's name
   * @param fromSnapshot after this snapshot; absent when whole dates were read
   * @param toSnapshot up to and with this one
   */
  public record Input(String table, Optional<Long> fromSnapshot, Optional<Long> toSnapshot) {}

  /** Copies the collections, in their order. */
  public RunOutcome {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    inputs = List.copyOf(inputs);
    warnings = List.copyOf(warnings);
    checks = List.copyOf(checks);
  }

  /** The same with other check results. */
  public RunOutcome with(List<CheckResult> others) {
    return new RunOutcome(metrics, inputs, outputSnapshot, warnings, others, result);
  }

  /** The outcome of a job that only reads. */
  public static RunOutcome found(Map<String, Object> result) {
    return new RunOutcome(
        Map.of(), List.of(), Optional.empty(), List.of(), List.of(), Optional.of(result));
  }
}
