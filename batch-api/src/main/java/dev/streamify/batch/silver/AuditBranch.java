package dev.streamify.batch.silver;

import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunStopped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.iceberg.util.Tasks;

/**
 * A branch that a run writes to, where it is audited before the main branch takes it over.
 *
 * <p>The engine never writes to main. So a statement that goes on after its run has died can only
 * ever fill a branch that nobody publishes.
 */
final class AuditBranch {
  /** The property of a snapshot that names the run that wrote it. */
  static final String RUN_ID = "streamify.run-id";

  /** The property of a snapshot that names the request that the run goes back to. */
  static final String CORRELATION_ID = "streamify.correlation-id";

  private static final String LIVE = "audit_";
  private static final String FAILED = "failed_";
  private static final int KEPT_FAILURES = 3;
  private static final long KEPT_FOR_MS = Duration.ofDays(7).toMillis();
  private static final int COMMIT_RETRIES = 20;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;
  private static final long RETRY_TIMEOUT_MS = 60_000;

  private final Table table;
  private final RunId run;
  private final int attempt;
  private final Optional<Long> base;

  private AuditBranch(Table table, RunId run, int attempt, Optional<Long> base) {
    this.table = table;
    this.run = run;
    this.attempt = attempt;
    this.base = base;
  }

  /**
   * Makes a branch of an attempt at the head of main. Attempts have branches of their own: what an
   * earlier one left on the engine may still write to its branch.
   */
  static AuditBranch create(Table table, RunId run, int attempt) {
    Optional<Long> base = mainHead(table.currentSnapshot());
    AuditBranch branch = new AuditBranch(table, run, attempt, base);
    ManageSnapshots manage = table.manageSnapshots();
    ManageSnapshots created =
        base.isPresent()
            ? manage.createBranch(branch.name(), base.get())
            : manage.createBranch(branch.name());
    created.setMaxRefAgeMs(branch.name(), KEPT_FOR_MS).commit();
    return branch;
  }

  /**
   * Removes branches of runs that died, and those of failed checks but for the newest ones. The
   * caller holds the table's lease, so no live run is among them.
   */
  static void removeLeftOvers(Table table) {
    List<String> failures =
        table.refs().keySet().stream()
            .filter(name -> name.startsWith(FAILED))
            .sorted(Comparator.reverseOrder())
            .skip(KEPT_FAILURES)
            .toList();
    List<String> dead =
        table.refs().keySet().stream().filter(name -> name.startsWith(LIVE)).toList();
    if (failures.isEmpty() && dead.isEmpty()) {
      return;
    }
    ManageSnapshots manage = table.manageSnapshots();
    failures.forEach(manage::removeBranch);
    dead.forEach(manage::removeBranch);
    manage.commit();
  }

  /**
   * Finds out whether a run was published; if not, takes away the branches that it would be
   * published from.
   *
   * @return the snapshot that it published
   */
  static Optional<Long> settle(Table table, RunId run) {
    TableOperations operations = ((HasTableOperations) table).operations();
    withRetries(operations, each -> removeUnpublished(each, run));
    table.refresh();
    return published(table, run).map(Snapshot::snapshotId);
  }

  private static void removeUnpublished(TableOperations operations, RunId run) {
    TableMetadata current = operations.refresh();
    List<String> branches =
        current.refs().keySet().stream().filter(name -> name.startsWith(LIVE + run)).toList();
    if (!branches.isEmpty()) {
      TableMetadata.Builder without = TableMetadata.buildFrom(current);
      branches.forEach(without::removeRef);
      operations.commit(current, without.build());
    }
  }

  private static Optional<Snapshot> published(Table table, RunId run) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (run.value().equals(snapshot.summary().get(RUN_ID))) {
        return Optional.of(snapshot);
      }
    }
    return Optional.empty();
  }

  String name() {
    return LIVE + run + "_" + attempt;
  }

  /** Main's head when the branch was made; absent when main had nothing. */
  Optional<Long> base() {
    return base;
  }

  /**
   * The branch's head, which carries the properties of the run. An engine that had nothing to write
   * may not have committed; then an empty snapshot is added that carries them.
   */
  Snapshot head(Map<String, String> properties) {
    table.refresh();
    Snapshot head = table.snapshot(name());
    if (head != null && run.value().equals(head.summary().get(RUN_ID))) {
      return head;
    }
    AppendFiles nothing = table.newFastAppend().toBranch(name());
    properties.forEach(nothing::set);
    nothing.commit();
    return table.snapshot(name());
  }

  /**
   * Makes main what the branch is and removes the branch, in one commit – if main still is where it
   * was when the branch was made.
   *
   * @throws RunFailure when main has moved; nothing is changed then
   * @throws RunStopped when the branch is gone: somebody has settled the run meanwhile
   */
  void publish(Snapshot head) {
    TableOperations operations = ((HasTableOperations) table).operations();
    try {
      withRetries(operations, each -> swap(each, head));
    } catch (CommitStateUnknownException e) {
      if (!mainHead(operations.refresh().currentSnapshot())
          .equals(Optional.of(head.snapshotId()))) {
        throw e;
      }
    }
  }

  private static void withRetries(
      TableOperations operations, Tasks.Task<TableOperations, RuntimeException> change) {
    Tasks.foreach(operations)
        .retry(COMMIT_RETRIES)
        .exponentialBackoff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS, RETRY_TIMEOUT_MS, 2.0)
        .onlyRetryOn(CommitFailedException.class)
        .run(change);
  }

  private void swap(TableOperations operations, Snapshot head) {
    TableMetadata current = operations.refresh();
    Optional<Long> main = mainHead(current.currentSnapshot());
    if (!main.equals(base)) {
      throw new RunFailure(
          RunError.Code.PUBLISH_CONFLICT,
          "%s was written by somebody else during the run: main moved from snapshot %s to %s; nothing was published, run the job again"
              .formatted(table.name(), text(base), text(main)));
    }
    SnapshotRef audited = current.ref(name());
    if (audited == null || audited.snapshotId() != head.snapshotId()) {
      throw new RunStopped(RunStopped.Reason.SUPERSEDED);
    }
    SnapshotRef published =
        Optional.ofNullable(current.ref(SnapshotRef.MAIN_BRANCH))
            .map(ref -> SnapshotRef.builderFrom(ref, head.snapshotId()))
            .orElseGet(() -> SnapshotRef.branchBuilder(head.snapshotId()))
            .build();
    operations.commit(
        current,
        TableMetadata.buildFrom(current)
            .setRef(SnapshotRef.MAIN_BRANCH, published)
            .removeRef(name())
            .build());
  }

  /** Keeps what was written under another name, for people to look at. */
  String keepAsFailed() {
    table.refresh();
    String kept = FAILED + run;
    table
        .manageSnapshots()
        .createBranch(kept, table.snapshot(name()).snapshotId())
        .setMaxRefAgeMs(kept, KEPT_FOR_MS)
        .removeBranch(name())
        .commit();
    return kept;
  }

  /** Forgets what was written. */
  void remove() {
    table.refresh();
    if (table.refs().containsKey(name())) {
      table.manageSnapshots().removeBranch(name()).commit();
    }
  }

  private static Optional<Long> mainHead(Snapshot current) {
    return Optional.ofNullable(current).map(Snapshot::snapshotId);
  }

  private static String text(Optional<Long> snapshot) {
    return snapshot.map(id -> Long.toString(id)).orElse("nothing");
  }
}
