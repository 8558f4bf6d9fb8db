package dev.streamify.batch.maintenance;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.contract.EventContract;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/**
 * Makes few large data files of many small ones, in partitions that are closed: of days before
 * today. A full run rewrites every file of its dates, open or not.
 *
 * <p>Cost: the files of partitions that have enough small ones are read and written once.
 */
@Singleton
public class RewriteDataFilesTask extends MaintenanceTask {
  private final EventContract contract;

  RewriteDataFilesTask(Lakehouse lakehouse, Engine engine, Clock clock, EventContract contract) {
    super(lakehouse, engine, clock);
    this.contract = contract;
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.REWRITE_DATA_FILES;
  }

  @Override
  Map<String, Long> maintain(Maintenance maintenance) {
    boolean everything = maintenance.request().mode() == RunMode.FULL;
    Map<String, String> arguments = new LinkedHashMap<>();
    Optional.ofNullable(maintenance.job().parameters().get("sort_order"))
        .ifPresent(
            order -> {
              arguments.put("strategy", Sql.text("sort"));
              arguments.put("sort_order", Sql.text(order));
            });
    PartitionDays days = PartitionDays.of(contract, maintenance.tableName());
    days.condition(maintenance.request().range(), everything, maintenance.now())
        .ifPresent(condition -> arguments.put("where", Sql.text(condition)));
    arguments.put(
        "options",
        "map('min-input-files', '%d', 'rewrite-all', '%s')"
            .formatted(maintenance.count("min_input_files"), everything));
    List<Map<String, Object>> done = maintenance.call("rewrite_data_files", arguments);
    requireSameRows(maintenance);
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("files_rewritten", sum(done, "rewritten_data_files_count"));
    metrics.put("files_added", sum(done, "added_data_files_count"));
    metrics.put("bytes_rewritten", sum(done, "rewritten_bytes_count"));
    return metrics;
  }

  private static void requireSameRows(Maintenance maintenance) {
    maintenance.table().refresh();
    Snapshot current = maintenance.table().currentSnapshot();
    if (!DataOperations.REPLACE.equals(current.operation()) || current.parentId() == null) {
      return;
    }
    Snapshot parent = maintenance.table().snapshot(current.parentId());
    String rows = current.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
    String before = parent.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
    if (!rows.equals(before)) {
      throw new RunFailure(
          RunError.Code.CHECK_FAILED,
          "compaction made %s rows of the %s rows of %s in snapshot %d: roll the table back to snapshot %d"
              .formatted(
                  rows,
                  before,
                  maintenance.tableName(),
                  current.snapshotId(),
                  parent.snapshotId()));
    }
  }
}
