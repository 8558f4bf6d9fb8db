package dev.streamify.batch.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A yml as it is written. <code>${stream}</code> in names stands for the stream, and <code>
 * ${required_fields}</code> among columns for the fields that its events must have.
 */
record JobFile(
    @JsonProperty(required = true) String job,
    @JsonProperty(required = true) String description,
    @JsonProperty(required = true) JobDefinition.Kind kind,
    Optional<ForEach> forEach,
    List<String> inputs,
    Optional<String> output,
    List<String> uniqueKey,
    List<CheckFile> checks) {

  /** What one file makes several jobs of. */
  enum ForEach {
    /** The streams of the contract. */
    STREAM
  }

  record CheckFile(
      @JsonProperty(required = true) CheckDefinition.Type type,
      @JsonProperty(required = true) List<String> columns,
      @JsonProperty(required = true) CheckDefinition.Severity severity) {}

  JobFile {
    inputs = inputs == null ? List.of() : List.copyOf(inputs);
    uniqueKey = uniqueKey == null ? List.of() : List.copyOf(uniqueKey);
    checks = checks == null ? List.of() : List.copyOf(checks);
  }
}
