package dev.streamify.batch.silver;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Brings the events of bronze that silver lacks: plans what to read, has it written to a branch,
 * audits the branch and publishes it.
 */
@ApplicationScoped
public class DeduplicateTask implements JobTask {
  private static final String SNAPSHOT_PROPERTY = "spark.sql.iceberg.snapshot-property.";

  private final Lakehouse lakehouse;
  private final Engine engine;

  DeduplicateTask(Lakehouse lakehouse, Engine engine) {
    this.lakehouse = lakehouse;
    this.engine = engine;
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.DEDUPLICATE;
  }

  @Override
  public RunOutcome execute(Run run, JobDefinition job) {
    String inputName = job.inputs().get(0);
    Table input = lakehouse.requireTable(inputName);
    Table output = lakehouse.requireTable(job.output().orElseThrow());
    AuditBranch.removeLeftOvers(output);
    IncrementPlanner planner = new IncrementPlanner(input, inputName);
    Increment increment =
        run.request().mode() == RunMode.FULL
            ? planner.whole(run.request().range())
            : planner.since(ConsumedMark.latest(output));
    return increment instanceof Increment.Rows rows
        ? transform(run, job, output, rows)
        : nothingNew(increment.toSnapshot());
  }

  private static RunOutcome nothingNew(Optional<Long> snapshot) {
    return new RunOutcome(
        Accounting.NOTHING.metrics(),
        snapshot,
        snapshot,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private RunOutcome transform(Run run, JobDefinition job, Table output, Increment.Rows rows) {
    Map<String, String> properties = new HashMap<>();
    properties.put(ConsumedMark.RUN_ID, run.id().value());
    rows.mark().ifPresent(mark -> properties.putAll(mark.properties()));
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(SNAPSHOT_PROPERTY + key, value));
    try (EngineSession session = engine.open(run.id().value(), settings)) {
      return new DeduplicateRun(run, job, output, rows, session, properties).execute();
    }
  }
}
