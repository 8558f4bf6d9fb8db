package dev.streamify.batch.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Attempt;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunProgress;
import dev.streamify.batch.runs.RunState;
import java.util.List;
import java.util.Optional;

/**
 * What nobody searches runs for: kept as JSON in one column. Fields may be added; unknown ones of a
 * later version are passed over.
 *
 * @param attempts attempts that failed and were followed by another
 * @param outcome what it did, or is about to publish
 * @param error why it failed
 * @param reason why it was aborted
 */
record RunDetail(
    List<Attempt> attempts,
    Optional<RunOutcome> outcome,
    Optional<RunError> error,
    Optional<String> reason) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  RunDetail {
    attempts = attempts == null ? List.of() : attempts;
  }

  static RunDetail of(Run run) {
    RunState state = run.state();
    return new RunDetail(
        run.attempts(),
        outcome(state),
        state instanceof RunState.Failed failed ? Optional.of(failed.error()) : Optional.empty(),
        state instanceof RunState.Aborted aborted
            ? Optional.of(aborted.reason())
            : Optional.empty());
  }

  private static Optional<RunOutcome> outcome(RunState state) {
    Optional<RunOutcome> outcome =
        state instanceof RunState.Completed completed
            ? Optional.of(completed.outcome())
            : state instanceof RunState.Running running ? running.publishing() : Optional.empty();
    return outcome.map(result -> result.with(List.of()));
  }

  /** The check results of a run's state, apart from the rest. */
  static List<CheckResult> checks(RunState state) {
    return state instanceof RunState.Running running
        ? running.publishing().map(RunOutcome::checks).orElse(List.of())
        : state.checks();
  }

  static String toJson(List<CheckResult> checks) {
    return json(checks);
  }

  static List<CheckResult> checksFromJson(String json) {
    return List.of(parsed(json, CheckResult[].class));
  }

  String toJson() {
    return json(this);
  }

  static RunDetail fromJson(String json) {
    return parsed(json, RunDetail.class);
  }

  static String toJson(RunProgress progress) {
    return json(progress);
  }

  static RunProgress progress(String json) {
    return parsed(json, RunProgress.class);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  private static <T> T parsed(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the history holds a %s that cannot be read".formatted(type.getSimpleName()), e);
    }
  }
}
