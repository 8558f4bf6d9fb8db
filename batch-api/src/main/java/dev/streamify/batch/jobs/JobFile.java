package dev.streamify.batch.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A yml as it is written. <code>${stream}</code> or <code>${table}</code> in texts stands for what
 * the job was made for, and <code>${required_fields}</code> among columns for the fields that the
 * stream's events must have.
 */
record JobFile(
    @JsonProperty(required = true) String job,
    @JsonProperty(required = true) String description,
    @JsonProperty(required = true) JobDefinition.Kind kind,
    Optional<ForEach> forEach,
    List<String> inputs,
    Optional<String> output,
    List<String> uniqueKey,
    Map<String, String> parameters,
    List<Repair> repairs,
    List<CheckFile> checks,
    Retry retry,
    Optional<String> schedule,
    Optional<Sensor> sensor) {

  /** What one file makes several jobs of. */
  enum ForEach {
    /** The streams of the contract. */
    STREAM,
    /** All tables of the contract. */
    TABLE,
    /** The tables that sinks write. */
    BRONZE_TABLE,
    /** The tables that jobs write. */
    SILVER_TABLE
  }

  JobFile {
    inputs = inputs == null ? List.of() : List.copyOf(inputs);
    uniqueKey = uniqueKey == null ? List.of() : List.copyOf(uniqueKey);
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    repairs = repairs == null ? List.of() : List.copyOf(repairs);
    checks = checks == null ? List.of() : List.copyOf(checks);
    retry = retry == null ? Retry.DEFAULT : retry;
  }
}
