package dev.streamify.batch.maintenance;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.JobDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes files that no snapshot has: what killed writers left behind. Young ones may belong to a
 * commit that is still to come, so they stay.
 */
@Singleton
public class RemoveOrphanFilesTask extends MaintenanceTask {
  /** Longer than any run and any commit of a sink (apache/iceberg#4194). */
  private static final Duration YOUNGEST = Duration.ofDays(3);

  RemoveOrphanFilesTask(Lakehouse lakehouse, Engine engine, Clock clock) {
    super(lakehouse, engine, clock);
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.REMOVE_ORPHAN_FILES;
  }

  @Override
  Map<String, Long> maintain(Maintenance maintenance) {
    Duration olderThan = maintenance.duration("older_than");
    if (olderThan.compareTo(YOUNGEST) < 0) {
      throw maintenance.unusable(
          "older_than %s is less than %s, files of commits under way could be deleted"
              .formatted(olderThan, YOUNGEST));
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("older_than", Sql.timestamp(maintenance.now().minus(olderThan)));
    // Listed by the table's own file system, whichever it is.
    arguments.put("prefix_listing", "true");
    List<Map<String, Object>> files = maintenance.call("remove_orphan_files", arguments);
    return Map.of("files_deleted", (long) files.size());
  }
}
