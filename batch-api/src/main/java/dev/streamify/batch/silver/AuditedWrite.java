package dev.streamify.batch.silver;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.Audited;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.quality.QualityAudit;
import dev.streamify.batch.quality.RowRules;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jboss.logging.Logger;

/**
 * Write, audit, publish: a transform writes to a branch, its job's checks look at the branch, and
 * only then main takes it over. Whatever goes wrong before, main stays as it was.
 */
final class AuditedWrite {
  private static final Logger LOG = Logger.getLogger(AuditedWrite.class);
  private static final String SNAPSHOT_PROPERTY = "spark.sql.iceberg.snapshot-property.";

  private final RunContext run;
  private final JobDefinition job;
  private final Table output;
  private final QualityAudit quality;

  AuditedWrite(RunContext run, JobDefinition job, Table output, QualityAudit quality) {
    this.run = run;
    this.job = job;
    this.output = output;
    this.quality = quality;
  }

  /**
   * Does it.
   *
   * @param inputs what is read; the marks become properties of the snapshot that is written
   * @param transform makes the transform for the session that is opened
   * @throws RunFailure when a check of severity ERROR does not hold; the branch is kept then
   */
  RunOutcome execute(
      Engine engine, List<Audited.Input> inputs, Function<EngineSession, Transform> transform) {
    Map<String, String> properties = new HashMap<>();
    properties.put(AuditBranch.RUN_ID, run.id().value());
    properties.put(AuditBranch.CORRELATION_ID, run.correlationId());
    inputs.stream()
        .flatMap(input -> input.increment().mark().stream())
        .map(ConsumedMark::properties)
        .forEach(properties::putAll);
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(SNAPSHOT_PROPERTY + key, value));
    try (EngineSession session = run.open(engine, settings)) {
      return execute(session, transform.apply(session), properties);
    }
  }

  private RunOutcome execute(
      EngineSession session, Transform transform, Map<String, String> properties) {
    AuditBranch branch = AuditBranch.create(output, run.id(), run.attempt());
    boolean settled = false;
    try {
      run.step("write");
      Map<String, Object> counted = transform.write(branch, RowRules.of(job));
      Snapshot head = branch.head(properties);
      Written written = transform.written(branch, head, counted);
      run.step("audit");
      List<CheckResult> checks =
          quality.evaluate(audited(session, transform, head, written, counted));
      checks.forEach(check -> run.info("%s: %s".formatted(check.status(), check.text())));
      if (checks.stream().anyMatch(CheckResult::blocks)) {
        settled = true;
        throw failed(branch, checks);
      }
      RunOutcome outcome = outcome(transform, head, written, checks);
      run.publishing(outcome);
      branch.publish(head);
      settled = true;
      return outcome;
    } finally {
      if (!settled) {
        removeQuietly(branch);
      }
    }
  }

  private RunOutcome outcome(
      Transform transform, Snapshot head, Written written, List<CheckResult> checks) {
    return new RunOutcome(
        metrics(written, checks),
        inputs(transform.read()),
        Optional.of(head.snapshotId()),
        warnings(transform, written, checks),
        checks,
        Optional.empty());
  }

  private Audited audited(
      EngineSession session,
      Transform transform,
      Snapshot head,
      Written written,
      Map<String, Object> counted) {
    return new Audited(
        job,
        session,
        output,
        head.snapshotId(),
        written.rows(),
        written.vicinity(),
        transform.read(),
        written.balance(),
        written.metrics(),
        counted,
        written.placeholders());
  }

  private RunFailure failed(AuditBranch branch, List<CheckResult> checks) {
    String errors =
        checks.stream()
            .filter(CheckResult::blocks)
            .map(CheckResult::text)
            .collect(Collectors.joining("; "));
    String kept = branch.keepAsFailed();
    return new RunFailure(
        RunError.Code.CHECK_FAILED,
        "%s; nothing was published, the rows are in the branch %s of %s"
            .formatted(errors, kept, job.output().orElseThrow()),
        checks);
  }

  /** The transform's counts, and those of checks that are metrics too. */
  private Map<String, Long> metrics(Written written, List<CheckResult> results) {
    Map<String, Long> metrics = new LinkedHashMap<>(written.metrics());
    for (CheckDefinition check : job.checks()) {
      results.stream()
          .filter(result -> result.check().equals(check.name()))
          .flatMap(result -> result.brokenRows().stream())
          .forEach(
              broken -> check.metric().ifPresent(name -> metrics.merge(name, broken, Long::sum)));
    }
    return metrics;
  }

  static List<RunOutcome.Input> inputs(List<Audited.Input> read) {
    return read.stream()
        .map(
            input ->
                new RunOutcome.Input(
                    input.name(),
                    input.increment() instanceof Increment.Rows rows
                        ? rows.fromSnapshot()
                        : input.increment().toSnapshot(),
                    input.increment().toSnapshot()))
        .toList();
  }

  private static List<String> warnings(
      Transform transform, Written written, List<CheckResult> checks) {
    List<String> warnings = new ArrayList<>();
    for (Audited.Input input : transform.read()) {
      if (input.increment() instanceof Increment.Rows rows) {
        rows.warning().ifPresent(warnings::add);
      }
    }
    warnings.addAll(written.warnings());
    checks.stream().filter(CheckResult::warns).map(CheckResult::text).forEach(warnings::add);
    return warnings;
  }

  // The next run of the job removes what this one could not.
  private void removeQuietly(AuditBranch branch) {
    try {
      branch.remove();
    } catch (RuntimeException e) {
      LOG.debugf(e, "Run %s: branch %s stays for the next run to remove", run.id(), branch.name());
    }
  }
}
