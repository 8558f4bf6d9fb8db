package dev.streamify.batch.silver;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.jobs.CheckDefinition.Severity;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.jboss.logging.Logger;

/** One run of a deduplicating transform that has rows to read: write, audit, publish. */
final class DeduplicateRun {
  private static final Logger LOG = Logger.getLogger(DeduplicateRun.class);

  private final Run run;
  private final JobDefinition job;
  private final EventStream stream;
  private final Table output;
  private final Increment.Rows rows;
  private final EngineSession session;
  private final Map<String, String> properties;
  private final List<String> warnings = new ArrayList<>();

  DeduplicateRun(
      Run run,
      JobDefinition job,
      Table output,
      Increment.Rows rows,
      EngineSession session,
      Map<String, String> properties) {
    this.run = run;
    this.job = job;
    this.stream = job.stream().orElseThrow();
    this.output = output;
    this.rows = rows;
    this.session = session;
    this.properties = properties;
    rows.warning().ifPresent(warnings::add);
  }

  RunOutcome execute() {
    session.view("increment", rows.scan());
    AuditBranch branch = AuditBranch.create(output, run.id());
    boolean settled = false;
    try {
      session.execute(statement(branch, "main"));
      Snapshot head = branch.head(properties);
      Accounting accounting = account(branch, head);
      audit(branch, head, accounting);
      branch.publish(head);
      settled = true;
      return outcome(head, accounting);
    } catch (RunFailure failure) {
      settled = failure.error().code() == RunError.Code.CHECK_FAILED;
      throw failure;
    } finally {
      if (!settled) {
        removeQuietly(branch);
      }
    }
  }

  private Accounting account(AuditBranch branch, Snapshot head) {
    Map<String, Object> counts = session.query(statement(branch, "accounting")).get(0);
    long inserted =
        Long.parseLong(head.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
    return Accounting.of(counts, inserted);
  }

  /** Keeps the branch and ends the run when something of severity ERROR does not hold. */
  private void audit(AuditBranch branch, Snapshot head, Accounting accounting) {
    List<Violation> violations = new ArrayList<>();
    if (!accounting.balances()) {
      violations.add(
          new Violation(
              Severity.ERROR,
              "the deliveries read are not accounted for once each: " + accounting));
    }
    if (accounting.inserted() > 0) {
      violations.addAll(
          new AddedRowChecks(job.checks()).evaluate(session, addedRows(branch, head)));
    }
    violations.stream()
        .filter(violation -> violation.severity() == Severity.WARNING)
        .map(Violation::message)
        .forEach(warnings::add);
    String errors =
        violations.stream()
            .filter(violation -> violation.severity() == Severity.ERROR)
            .map(Violation::message)
            .collect(Collectors.joining("; "));
    if (!errors.isEmpty()) {
      String kept = branch.keepAsFailed();
      throw new RunFailure(
          RunError.Code.CHECK_FAILED,
          "%s; nothing was published, the rows are in the branch %s of %s"
              .formatted(errors, kept, job.output().orElseThrow()));
    }
  }

  private TableScan addedRows(AuditBranch branch, Snapshot head) {
    String table = Sql.table(job.output().orElseThrow());
    return branch
        .base()
        .map(base -> TableScan.appended(table, base, head.snapshotId()))
        .orElseGet(() -> TableScan.at(table, head.snapshotId()));
  }

  private RunOutcome outcome(Snapshot head, Accounting accounting) {
    if (accounting.collisions() > 0) {
      warnings.add(
          "%d deliveries have the event_id of another event (%s differs) and were left out: to keep them, add %s to the identity fields %s of stream %s in the event contract"
              .formatted(
                  accounting.collisions(),
                  stream.sequenceField(),
                  stream.sequenceField(),
                  stream.identityFields(),
                  stream.name()));
    }
    return new RunOutcome(
        accounting.metrics(),
        rows.fromSnapshot(),
        rows.toSnapshot(),
        Optional.of(head.snapshotId()),
        warnings,
        Optional.empty());
  }

  private String statement(AuditBranch branch, String part) {
    String outputName = job.output().orElseThrow();
    String target = Sql.branch(outputName, branch.name());
    return Sql.fill(
        job.statement(part),
        Map.of(
            "target", target,
            "known",
                branch.base().isPresent()
                    ? target
                    : "(SELECT event_id, event_date FROM increment WHERE false)",
            "dates", rows.dates().condition(),
            "columns", Sql.names(stream.silverTable().columnNames().toList()),
            "sequence_field", Sql.name(stream.sequenceField())));
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
