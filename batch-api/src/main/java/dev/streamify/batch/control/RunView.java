package dev.streamify.batch.control;

import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunProgress;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.runs.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run as answers show it.
 *
 * @param id its id
 * @param kind job, group or backfill
 * @param job the job's name, or the group's
 * @param state QUEUED, RUNNING, COMPLETED, FAILED or ABORTED
 * @param mode incremental or full
 * @param from first event date that was asked for
 * @param to last event date that was asked for
 * @param chunkDays dates of one part of a backfill
 * @param parallelism parts of a backfill that run at once
 * @param cause request, schedule, sensor or resume
 * @param requestedBy who asked for it
 * @param correlationId names what belongs together: the X-Request-Id that asked for it, else the
 *     run's own id or its parent's; stands in the snapshot too
 * @param idempotencyKey the caller's own name of the request
 * @param parent the run that it is a part of
 * @param children how many parts are in which state
 * @param requestedAt UTC
 * @param notBefore it waits until then after an attempt that failed, UTC
 * @param startedAt UTC
 * @param finishedAt UTC
 * @param durationMs from start to end, milliseconds
 * @param cancelledBy who asked for its end
 * @param replica the replica of the service that executes it
 * @param attempt which attempt this is, from 1
 * @param failedAttempts attempts that came to nothing, oldest first
 * @param progress how far it is, or was at its end
 * @param metrics counts by name
 * @param inputs what it read
 * @param outputSnapshot the snapshot that was published
 * @param warnings what people should know
 * @param checks what came of the job's checks; absent in lists
 * @param error why it failed or was aborted
 * @param result what a job that only reads found
 */
public record RunView(
    String id,
    String kind,
    String job,
    RunState.Name state,
    String mode,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<Integer> chunkDays,
    Optional<Integer> parallelism,
    String cause,
    String requestedBy,
    String correlationId,
    Optional<String> idempotencyKey,
    Optional<String> parent,
    Optional<Map<RunState.Name, Long>> children,
    Instant requestedAt,
    Optional<Instant> notBefore,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Long> durationMs,
    Optional<String> cancelledBy,
    Optional<String> replica,
    int attempt,
    List<AttemptView> failedAttempts,
    Optional<RunProgressView> progress,
    Optional<Map<String, Long>> metrics,
    Optional<List<InputView>> inputs,
    Optional<String> outputSnapshot,
    Optional<List<String>> warnings,
    Optional<List<CheckResult>> checks,
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
   * An attempt that came to nothing.
   *
   * @param startedAt UTC
   * @param endedAt UTC
   * @param error why
   */
  public record AttemptView(Instant startedAt, Instant endedAt, ErrorView error) {}

  /**
   * Why a run failed.
   *
   * @param code stable, for programs
   * @param message what was wrong and what to do
   * @param exception the class of what was thrown first
   * @param cause its whole text
   * @param condition Spark's own name of the error
   * @param sqlState the SQL state
   * @param statement what was executed
   */
  public record ErrorView(
      String code,
      String message,
      Optional<String> exception,
      Optional<String> cause,
      Optional<String> condition,
      Optional<String> sqlState,
      Optional<String> statement) {

    private static ErrorView of(RunError error) {
      Optional<RunError.Cause> cause = error.cause();
      return new ErrorView(
          error.code().text(),
          error.message(),
          cause.map(RunError.Cause::exception),
          cause.map(RunError.Cause::message),
          cause.flatMap(RunError.Cause::condition),
          cause.flatMap(RunError.Cause::sqlState),
          cause.flatMap(RunError.Cause::statement));
    }

    private static ErrorView aborted(String reason) {
      return new ErrorView(
          "aborted",
          reason,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** A run without what has to be looked up elsewhere. */
  static RunView of(Run run) {
    return of(run, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A run with all that is known of it. */
  static RunView of(
      Run run, Optional<RunProgress> progress, Optional<Map<RunState.Name, Long>> children) {
    return of(run, progress, children, Optional.of(run.state().checks()));
  }

  private static RunView of(
      Run run,
      Optional<RunProgress> progress,
      Optional<Map<RunState.Name, Long>> children,
      Optional<List<CheckResult>> checks) {
    RunState state = run.state();
    Optional<Instant> started = state.started();
    Optional<Instant> finished = state.finished();
    Optional<RunOutcome> outcome =
        state instanceof RunState.Completed completed
            ? Optional.of(completed.outcome())
            : Optional.empty();
    return new RunView(
        run.id().value(),
        lower(run.kind()),
        run.request().job(),
        state.name(),
        run.request().mode().text(),
        run.request().range().from(),
        run.request().range().to(),
        run.spread().map(Spread::chunkDays),
        run.spread().map(Spread::parallelism),
        lower(run.origin().cause()),
        run.origin().by(),
        run.correlationId(),
        run.key().filter(key -> !key.contains("/")),
        run.parent().map(RunId::value),
        children,
        run.requestedAt(),
        state instanceof RunState.Queued queued ? queued.notBefore() : Optional.empty(),
        started,
        finished,
        started.flatMap(start -> finished.map(end -> Duration.between(start, end).toMillis())),
        run.cancelledBy(),
        state instanceof RunState.Running running && run.kind() == Run.Kind.JOB
            ? Optional.of(running.worker())
            : Optional.empty(),
        run.attempt(),
        attempts(run),
        progress.map(known -> RunProgressView.of(known, finished)),
        outcome.map(RunOutcome::metrics),
        outcome.map(RunView::inputs),
        outcome.flatMap(RunOutcome::outputSnapshot).map(String::valueOf),
        outcome.map(RunOutcome::warnings),
        checks,
        error(state),
        outcome.flatMap(RunOutcome::result));
  }

  private static List<AttemptView> attempts(Run run) {
    return run.attempts().stream()
        .map(
            attempt ->
                new AttemptView(
                    attempt.startedAt(), attempt.endedAt(), ErrorView.of(attempt.error())))
        .toList();
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
      return Optional.of(ErrorView.of(failed.error()));
    }
    return state instanceof RunState.Aborted aborted
        ? Optional.of(ErrorView.aborted(aborted.reason()))
        : Optional.empty();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
