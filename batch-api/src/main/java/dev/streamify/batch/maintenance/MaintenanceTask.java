package dev.streamify.batch.maintenance;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunOutcome;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * A job that changes how a table is kept and nothing of what it holds. Its run holds the table's
 * lease, so no transform writes meanwhile; sinks append as they like.
 */
abstract class MaintenanceTask implements JobTask {
  private final Lakehouse lakehouse;
  private final Engine engine;
  private final Clock clock;

  MaintenanceTask(Lakehouse lakehouse, Engine engine, Clock clock) {
    this.lakehouse = lakehouse;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Does the work.
   *
   * @return what was done, as metrics of the run
   */
  abstract Map<String, Long> maintain(Maintenance maintenance);

  @Override
  public RunOutcome execute(RunContext run, JobDefinition job) {
    Table table = lakehouse.requireTable(job.output().orElseThrow());
    TableState before = TableState.of(table);
    Map<String, Long> done = Map.of();
    if (table.currentSnapshot() != null) {
      run.step("maintain");
      try (EngineSession session = run.open(engine, Map.of())) {
        done = maintain(new Maintenance(run.request(), job, table, session, clock.instant()));
      }
      table.refresh();
    }
    TableState after = TableState.of(table);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("before", before.told());
    result.put("after", after.told());
    return new RunOutcome(
        done,
        List.of(),
        Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId),
        List.of(),
        List.of(),
        Optional.of(result));
  }

  /** The sum of a column over the rows that a procedure returned. */
  static long sum(List<Map<String, Object>> rows, String column) {
    return rows.stream()
        .map(row -> row.get(column))
        .mapToLong(value -> value == null ? 0 : ((Number) value).longValue())
        .sum();
  }
}
