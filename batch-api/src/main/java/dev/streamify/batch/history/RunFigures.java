package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunState;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Figures of runs. Cost: a look-up in an index each, whatever the history's size. */
@Singleton
public class RunFigures {
  private static final String NEWEST =
      "SELECT %s FROM runs WHERE job = :job AND state IN (%s) ORDER BY id DESC LIMIT 1";

  private final Database database;

  RunFigures(Database database) {
    this.database = database;
  }

  /** How a job's runs are doing. */
  public JobFigures of(String job) {
    return database.read(
        handle ->
            new JobFigures(
                newest(handle, job, "state", "'COMPLETED', 'FAILED'")
                    .map((row, context) -> RunState.Name.valueOf(row.getString(1)))
                    .findFirst(),
                newest(handle, job, "finished_at", "'COMPLETED'")
                    .map((row, context) -> RunRows.instant(row, "finished_at"))
                    .findFirst()
                    .flatMap(end -> end)));
  }

  private static Query newest(Handle handle, String job, String column, String states) {
    return handle.createQuery(NEWEST.formatted(column, states)).bind("job", job);
  }

  /** A job's newest completed run that was not about some dates only. */
  public Optional<Run> newestWhole(String job) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM runs WHERE job = :job AND state = 'COMPLETED'"
                        + " AND from_date IS NULL AND to_date IS NULL ORDER BY id DESC LIMIT 1")
                .bind("job", job)
                .map((row, context) -> RunRows.read(row))
                .findFirst());
  }

  /** All runs that wait or go on; groups and backfills are told by their parts. */
  public List<ActiveRun> active() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT job, state, requested_at, not_before, started_at, parent_id, table_name"
                        + " FROM runs WHERE state IN ('QUEUED', 'RUNNING') AND kind = 'JOB'")
                .map((row, context) -> active(row))
                .list());
  }

  private static ActiveRun active(ResultSet row) throws SQLException {
    RunState.Name state = RunState.Name.valueOf(row.getString("state"));
    boolean running = state == RunState.Name.RUNNING;
    Instant requested = RunRows.instant(row, "requested_at").orElseThrow();
    Optional<Instant> since = RunRows.instant(row, running ? "started_at" : "not_before");
    return new ActiveRun(
        row.getString("job"),
        state,
        since.filter(requested::isBefore).orElse(requested),
        row.getString("parent_id") != null,
        running && row.getString("table_name") != null);
  }
}
