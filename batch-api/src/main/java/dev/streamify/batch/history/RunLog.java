package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.runs.Journal;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.security.Redaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What runs tell, line by line; secrets are taken out before anything is written. */
@Singleton
public class RunLog {
  private static final int MAX_LINE = 20_000;

  private final Database database;
  private final Clock clock;

  RunLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A line.
   *
   * @param seq grows from line to line
   * @param at when it was written
   * @param severity how much it matters
   * @param message what it says; may hold line breaks
   */
  public record Line(long seq, Instant at, Journal.Severity severity, String message) {}

  /** Adds a line. */
  public void append(RunId run, Journal.Severity severity, String message) {
    String safe = Redaction.of(message);
    String text = safe.length() > MAX_LINE ? safe.substring(0, MAX_LINE) + "…" : safe;
    database.useTransaction(
        handle -> {
          var insert =
              handle
                  .createUpdate(
                      "INSERT INTO run_log (run_id, logged_at, severity, message)"
                          + " VALUES (:run, :at, :severity, :message)")
                  .bind("run", run.value())
                  .bind("severity", severity.name())
                  // PostgreSQL's text takes any character but this one.
                  .bind("message", text.replace('\0', '\uFFFD'));
          RunRows.time(insert, "at", Optional.of(clock.instant()));
          insert.execute();
        });
  }

  /**
   * Lines in their order.
   *
   * @param after the number of the line after which to begin; 0 for the first
   * @param limit so many at most
   */
  public List<Line> lines(RunId run, long after, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM run_log WHERE run_id = :run AND seq > :after"
                        + " ORDER BY seq LIMIT :limit")
                .bind("run", run.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Line(
                            row.getLong("seq"),
                            RunRows.instant(row, "logged_at").orElseThrow(),
                            Journal.Severity.valueOf(row.getString("severity")),
                            row.getString("message")))
                .list());
  }
}
