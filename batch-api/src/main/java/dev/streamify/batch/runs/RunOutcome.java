package dev.streamify.batch.runs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a completed run did.
 *
 * @param metrics counts by name, in the order in which people read them
 * @param fromSnapshot the input's snapshot after which it read; absent when it read whole dates
 * @param toSnapshot the input's snapshot that it read from
 * @param outputSnapshot the output's snapshot that it published; absent when it published nothing
 * @param warnings what people should know
 * @param result what a job that only reads found
 */
public record RunOutcome(
    Map<String, Long> metrics,
    Optional<Long> fromSnapshot,
    Optional<Long> toSnapshot,
    Optional<Long> outputSnapshot,
    List<String> warnings,
    Optional<Map<String, Object>> result) {

  /** Copies the collections, in their order. */
  public RunOutcome {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    warnings = List.copyOf(warnings);
  }

  /** The outcome of a job that only reads. */
  public static RunOutcome found(Map<String, Object> result) {
    return new RunOutcome(
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(result));
  }
}
