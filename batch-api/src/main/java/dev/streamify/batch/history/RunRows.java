package dev.streamify.batch.history;

import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.runs.Spread;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** A run as a row of the table {@code runs}, and back. */
final class RunRows {
  private static final String INSERT =
      """
      INSERT INTO runs (id, parent_id, kind, job, run_mode, from_date, to_date, chunk_days,
        parallelism, caused_by, requested_by, correlation_id, request_key, table_name, requested_at, state,
        not_before, started_at, finished_at, attempt, worker, checks, checked,
        check_results, detail)
      VALUES (:id, :parent, :kind, :job, :mode, :from, :to, :chunk_days,
        :parallelism, :cause, :by, :request, :key, :table, :requested_at, :state,
        :not_before, :started_at, :finished_at, :attempt, :worker, :checks, :checked,
        :check_results, :detail)
      """;
  private static final String UPDATE =
      """
      UPDATE runs SET state = :state, not_before = :not_before, started_at = :started_at,
        finished_at = :finished_at, attempt = :attempt, worker = :worker, checks = :checks,
        checked = :checked, check_results = :check_results, detail = :detail
      WHERE id = :id
      """;

  /** What {@link #readWithoutChecks} needs: check results are large. */
  static final String COLUMNS_WITHOUT_CHECKS =
      "id, parent_id, kind, job, run_mode, from_date, to_date, chunk_days, parallelism, caused_by,"
          + " requested_by, correlation_id, request_key, table_name, requested_at, state, not_before, started_at,"
          + " finished_at, worker, cancelled_by, detail";

  private RunRows() {}

  static void insert(Handle handle, Run run) {
    Update insert = handle.createUpdate(INSERT);
    RunRequest request = run.request();
    insert
        .bind("parent", run.parent().map(RunId::value).orElse(null))
        .bind("kind", run.kind().name())
        .bind("job", request.job())
        .bind("mode", request.mode().name())
        .bind("from", request.range().from().orElse(null))
        .bind("to", request.range().to().orElse(null))
        .bind("chunk_days", run.spread().map(Spread::chunkDays).orElse(null))
        .bind("parallelism", run.spread().map(Spread::parallelism).orElse(null))
        .bind("cause", run.origin().cause().name())
        .bind("by", run.origin().by())
        .bind("request", run.origin().request().orElse(null))
        .bind("key", run.key().orElse(null))
        .bind("table", run.table().orElse(null));
    time(insert, "requested_at", Optional.of(run.requestedAt()));
    bindState(insert, run).execute();
  }

  static void update(Handle handle, Run run) {
    bindState(handle.createUpdate(UPDATE), run).execute();
  }

  private static Update bindState(Update statement, Run run) {
    RunState state = run.state();
    List<CheckResult> checks = RunDetail.checks(state);
    statement
        .bind("id", run.id().value())
        .bind("state", state.name().name())
        .bind("attempt", run.attempt())
        .bind("worker", state instanceof RunState.Running running ? running.worker() : null)
        .bind("checks", state.checks().size())
        .bind("checked", !state.checks().isEmpty())
        .bind("check_results", checks.isEmpty() ? null : RunDetail.toJson(checks))
        .bind("detail", RunDetail.of(run).toJson());
    time(
        statement,
        "not_before",
        state instanceof RunState.Queued queued ? queued.notBefore() : Optional.empty());
    time(statement, "started_at", state.started());
    time(statement, "finished_at", state.finished());
    return statement;
  }

  static void time(SqlStatement<?> statement, String name, Optional<Instant> at) {
    statement.bindByType(
        name, at.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null), OffsetDateTime.class);
  }

  /** A run with all that is known of it. */
  static Run read(ResultSet row) throws SQLException {
    String checks = row.getString("check_results");
    return read(row, checks == null ? List.of() : RunDetail.checksFromJson(checks));
  }

  /** A run without the results of its checks: {@link #COLUMNS_WITHOUT_CHECKS} will do. */
  static Run readWithoutChecks(ResultSet row) throws SQLException {
    return read(row, List.of());
  }

  private static Run read(ResultSet row, List<CheckResult> checks) throws SQLException {
    RunDetail detail = RunDetail.fromJson(row.getString("detail"));
    return new Run(
        new RunId(row.getString("id")),
        Optional.ofNullable(row.getString("parent_id")).map(RunId::new),
        Run.Kind.valueOf(row.getString("kind")),
        new RunRequest(
            row.getString("job"),
            RunMode.valueOf(row.getString("run_mode")),
            new DateRange(date(row, "from_date"), date(row, "to_date"))),
        spread(row),
        new Origin(
            Origin.Cause.valueOf(row.getString("caused_by")),
            row.getString("requested_by"),
            Optional.ofNullable(row.getString("correlation_id"))),
        Optional.ofNullable(row.getString("request_key")),
        Optional.ofNullable(row.getString("table_name")),
        instant(row, "requested_at").orElseThrow(),
        detail.attempts(),
        Optional.ofNullable(row.getString("cancelled_by")),
        state(row, detail, checks));
  }

  private static RunState state(ResultSet row, RunDetail detail, List<CheckResult> checks)
      throws SQLException {
    Optional<RunOutcome> outcome = detail.outcome().map(result -> result.with(checks));
    Optional<Instant> started = instant(row, "started_at");
    Optional<Instant> finished = instant(row, "finished_at");
    return switch (RunState.Name.valueOf(row.getString("state"))) {
      case QUEUED -> new RunState.Queued(instant(row, "not_before"));
      case RUNNING -> new RunState.Running(started.orElseThrow(), row.getString("worker"), outcome);
      case COMPLETED ->
          new RunState.Completed(
              started.orElseThrow(), finished.orElseThrow(), outcome.orElseThrow());
      case FAILED ->
          new RunState.Failed(
              started.orElseThrow(), finished.orElseThrow(), detail.error().orElseThrow(), checks);
      case ABORTED ->
          new RunState.Aborted(started, finished.orElseThrow(), detail.reason().orElseThrow());
    };
  }

  private static Optional<Spread> spread(ResultSet row) throws SQLException {
    int days = row.getInt("chunk_days");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Spread(days, row.getInt("parallelism")));
  }

  private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
