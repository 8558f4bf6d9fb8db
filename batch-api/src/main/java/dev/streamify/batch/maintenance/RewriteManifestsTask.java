package dev.streamify.batch.maintenance;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.jobs.JobDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings manifests together by partition, so that a run that needs some days reads few of them. */
@Singleton
public class RewriteManifestsTask extends MaintenanceTask {
  RewriteManifestsTask(Lakehouse lakehouse, Engine engine, Clock clock) {
    super(lakehouse, engine, clock);
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.REWRITE_MANIFESTS;
  }

  @Override
  Map<String, Long> maintain(Maintenance maintenance) {
    List<Map<String, Object>> done = maintenance.call("rewrite_manifests", Map.of());
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("manifests_rewritten", sum(done, "rewritten_manifests_count"));
    metrics.put("manifests_added", sum(done, "added_manifests_count"));
    return metrics;
  }
}
