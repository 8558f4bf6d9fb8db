package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Run;
import java.util.List;
import java.util.Optional;

/** A long history of runs that were cancelled. */
public final class ManyRuns {
  private ManyRuns() {}

  /**
   * Writes it: r100001 and so on, every tenth one of another job.
   *
   * @param job the job of the others
   * @param runs how many
   * @param checked how many of them evaluated a check, the oldest ones
   * @param numbers a relation of the numbers from 1 to that of runs, in a column n
   */
  public static void fill(Database database, String job, int runs, int checked, String numbers) {
    database.useTransaction(
        handle -> {
          Run pattern = QueueFixture.run("pattern", "t");
          RunRows.insert(handle, pattern);
          handle.execute(
              """
              INSERT INTO runs (id, kind, job, run_mode, caused_by, requested_by, state,
                requested_at, started_at, finished_at, attempt, checks, checked, check_results,
                detail)
              SELECT concat('r', cast(100000 + n AS varchar(10))), p.kind,
                CASE WHEN mod(n, 10) = 0 THEN 'other' ELSE ? END, p.run_mode, p.caused_by,
                p.requested_by, 'ABORTED', p.requested_at, p.requested_at, p.requested_at, 1,
                CASE WHEN n <= ? THEN 1 ELSE 0 END, n <= ?,
                CASE WHEN n <= ? THEN cast(? AS text) END,
                '{"reason":"cancelled by somebody"}'
              FROM runs p, %s WHERE p.id = 'pattern'
              """
                  .formatted(numbers),
              job,
              checked,
              checked,
              checked,
              RunDetail.toJson(List.of(check())));
          handle.execute("DELETE FROM runs WHERE id = 'pattern'");
        });
  }

  /** The numbers, as H2 says it. */
  public static String numbersOfH2(int count) {
    return "(SELECT \"X\" AS n FROM system_range(1, %d)) AS numbers".formatted(count);
  }

  private static CheckResult check() {
    return new CheckResult(
        "t",
        "not_null id",
        "not_null",
        CheckDefinition.Severity.ERROR,
        CheckResult.Status.PASSED,
        "none broken",
        "none",
        Optional.of(0L),
        List.of());
  }
}
