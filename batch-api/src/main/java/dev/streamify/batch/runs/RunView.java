package dev.streamify.batch.runs;

import dev.streamify.batch.quality.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as answers show it.
 *
 * @param id its id
 * @param job the job's name
 * @param state QUEUED, RUNNING, COMPLETED, FAILED or ABORTED
 * @param mode incremental or full
 * @param from first event date that was asked for
 * @param to last event date that was asked for
 * @param requestedAt UTC
 * @param startedAt UTC
 * @param finishedAt UTC
 * @param durationMs from start to end, milliseconds
 * @param metrics counts by name
 * @param inputs what it read
 * @param outputSnapshot the snapshot that was published
 * @param warnings what people should know
 * @param checks what came of the job's checks
 * @param error why it failed or was aborted
 * @param result what a job that only reads found
 */
public record RunView(
    String id,
    String job,
    RunState.Name state,
    String mode,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Instant requestedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Long> durationMs,
    Optional<Map<String, Long>> metrics,
    Optional<List<InputView>> inputs,
    Optional<String> outputSnapshot,
    Optional<List<String>> warnings,
    List<CheckResult> checks,
    Optional<ErrorView> error,
    Optional<Map<String, Object>> result) {

  /**
   * What was read.
   *
   * @param table the table's name
   * @param fromSnapshot after this one; absent when whole dates were read
   * @param toSnapshot up to and with this one
   */
  public record InputView(
      String table, Optional<String> fromSnapshot, Optional<String> toSnapshot) {}

  /**
   * Why a run failed.
   *
   * @param code stable, for programs
   * @param message what was wrong and what to do
   * @param cause what the engine or the catalog said
   */
  public record ErrorView(String code, String message, Optional<String> cause) {}

  static RunView of(Run run) {
    RunState state = run.state();
    Optional<Instant> started = state.started();
    Optional<Instant> finished = state.finished();
    Optional<RunOutcome> outcome =
        state instanceof RunState.Completed completed
            ? Optional.of(completed.outcome())
            : Optional.empty();
    return new RunView(
        run.id().value(),
        run.request().job(),
        state.name(),
        run.request().mode().text(),
        run.request().range().from(),
        run.request().range().to(),
        state.requestedAt(),
        started,
        finished,
        started.flatMap(start -> finished.map(end -> Duration.between(start, end).toMillis())),
        outcome.map(RunOutcome::metrics),
        outcome.map(RunView::inputs),
        outcome.flatMap(RunOutcome::outputSnapshot).map(String::valueOf),
        outcome.map(RunOutcome::warnings),
        state.checks(),
        error(state),
        outcome.flatMap(RunOutcome::result));
  }

  private static List<InputView> inputs(RunOutcome outcome) {
    return outcome.inputs().stream()
        .map(
            input ->
                new InputView(
                    input.table(),
                    input.fromSnapshot().map(String::valueOf),
                    input.toSnapshot().map(String::valueOf)))
        .toList();
  }

  private static Optional<ErrorView> error(RunState state) {
    if (state instanceof RunState.Failed failed) {
      RunError error = failed.error();
      return Optional.of(new ErrorView(error.code().text(), error.message(), error.cause()));
    }
    if (state instanceof RunState.Aborted aborted) {
      return Optional.of(new ErrorView("aborted", aborted.reason(), Optional.empty()));
    }
    return Optional.empty();
  }
}
