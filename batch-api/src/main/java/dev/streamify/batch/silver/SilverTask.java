package dev.streamify.batch.silver;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.increments.IncrementPlanner;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.Audited;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.quality.QualityAudit;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * A job that brings a table up to date with its inputs: plans what to read, has it written to a
 * branch, audited and published. The kinds differ in what they write.
 */
abstract class SilverTask implements JobTask {
  private final Lakehouse lakehouse;
  private final Engine engine;
  private final QualityAudit quality;

  SilverTask(Lakehouse lakehouse, Engine engine, QualityAudit quality) {
    this.lakehouse = lakehouse;
    this.engine = engine;
    this.quality = quality;
  }

  /** The metrics of a run that found nothing to read. */
  abstract Map<String, Long> nothing();

  /** What a run that has rows to read writes. */
  abstract Transform transform(Work work);

  @Override
  public RunOutcome execute(RunContext run, JobDefinition job) {
    Table output = lakehouse.requireTable(job.output().orElseThrow());
    AuditBranch.removeLeftOvers(output);
    List<Audited.Input> inputs =
        job.inputs().stream().map(name -> input(run, output, name)).toList();
    tell(run, inputs);
    boolean anything =
        inputs.stream().anyMatch(input -> input.increment() instanceof Increment.Rows);
    return anything
        ? new AuditedWrite(run, job, output, quality)
            .execute(
                engine,
                inputs,
                session -> transform(new Work(run.request(), job, output, inputs, session)))
        : nothingNew(job, output, inputs);
  }

  @Override
  public Optional<Long> settle(Run run, JobDefinition job) {
    return AuditBranch.settle(lakehouse.requireTable(job.output().orElseThrow()), run.id());
  }

  private static void tell(RunContext run, List<Audited.Input> inputs) {
    long rows = 0;
    for (Audited.Input input : inputs) {
      run.info("%s: %s".formatted(input.name(), input.increment().text()));
      if (input.increment() instanceof Increment.Rows added) {
        rows += added.rows().orElse(0L);
      }
    }
    run.rowsToRead(rows);
  }

  private Audited.Input input(RunContext run, Table output, String name) {
    Table table = lakehouse.requireTable(name);
    IncrementPlanner planner = new IncrementPlanner(table, name);
    Increment increment =
        run.request().mode() == RunMode.FULL
            ? planner.whole(run.request().range())
            : planner.since(ConsumedMark.latest(output, name));
    return new Audited.Input(name, table, increment);
  }

  private RunOutcome nothingNew(JobDefinition job, Table output, List<Audited.Input> inputs) {
    List<CheckResult> checks =
        output.currentSnapshot() == null
            ? List.of()
            : quality.evaluateIdle(job, output, output.currentSnapshot().snapshotId());
    List<String> warnings =
        checks.stream().filter(CheckResult::warns).map(CheckResult::text).toList();
    return new RunOutcome(
        nothing(),
        AuditedWrite.inputs(inputs),
        Optional.empty(),
        warnings,
        checks,
        Optional.empty());
  }
}
