package dev.streamify.batch.maintenance;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunMode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forgets old snapshots, and deletes the files that only they had. Those stay that somebody finds
 * his place by: see {@link RetainedHistory}. A full run forgets all others, however young they are;
 * a statement that still reads one of them may fail.
 */
@Singleton
public class ExpireSnapshotsTask extends MaintenanceTask {
  private final Lakehouse lakehouse;
  private final JobCatalogue jobs;

  ExpireSnapshotsTask(Lakehouse lakehouse, Engine engine, Clock clock, JobCatalogue jobs) {
    super(lakehouse, engine, clock);
    this.lakehouse = lakehouse;
    this.jobs = jobs;
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.EXPIRE_SNAPSHOTS;
  }

  @Override
  Map<String, Long> maintain(Maintenance maintenance) {
    boolean everything = maintenance.request().mode() == RunMode.FULL;
    Instant olderThan =
        everything
            ? maintenance.now()
            : maintenance.now().minus(maintenance.duration("older_than"));
    Instant readersSince = maintenance.now().minus(maintenance.duration("keep_for_readers"));
    int needed =
        new RetainedHistory(maintenance.table())
            .length(readers(maintenance.tableName()), readersSince);
    int retained = everything ? needed : Math.max(needed, maintenance.count("retain_last"));
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("older_than", Sql.timestamp(olderThan));
    arguments.put("retain_last", Integer.toString(retained));
    List<Map<String, Object>> done = maintenance.call("expire_snapshots", arguments);
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("snapshots_retained_at_least", (long) retained);
    metrics.put("data_files_deleted", sum(done, "deleted_data_files_count"));
    metrics.put("manifests_deleted", sum(done, "deleted_manifest_files_count"));
    metrics.put("manifest_lists_deleted", sum(done, "deleted_manifest_lists_count"));
    return metrics;
  }

  private List<RetainedHistory.Reader> readers(String table) {
    return jobs.all().stream()
        .filter(job -> job.inputs().contains(table))
        .flatMap(job -> job.output().stream())
        .flatMap(output -> lakehouse.table(output).stream())
        .map(output -> new RetainedHistory.Reader(output, table))
        .toList();
  }
}
