package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.bootstrap.Tables;
import dev.streamify.batch.catalog.CatalogSettings;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.fixture.CatalogProcess;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunStopped;
import dev.streamify.contract.EventContract;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches in a real catalog; whoever writes rows is of no matter here. */
class AuditBranchTest {
  private static final RunId RUN = new RunId("run");

  @TempDir Path folder;
  private CatalogProcess catalog;
  private Lakehouse lakehouse;

  @BeforeEach
  void start() {
    catalog = CatalogProcess.start(folder);
    lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()));
    Tables.create(lakehouse, EventContract.standard());
  }

  @AfterEach
  void stop() {
    lakehouse.close();
    catalog.close();
  }

  @Test
  void whatIsPublishedIsMainAndTheBranchIsGone() {
    AuditBranch branch = AuditBranch.create(silver(), RUN, 1);
    Snapshot head = written(branch, RUN);
    assertThat(silver().currentSnapshot()).isNull();

    branch.publish(head);

    assertThat(silver().currentSnapshot()).isEqualTo(head);
    assertThat(silver().refs()).containsOnlyKeys("main");
    assertThat(AuditBranch.settle(silver(), RUN)).contains(head.snapshotId());
  }

  @Test
  void whoeverWroteTheTableMeanwhileIsNotOverwritten() {
    AuditBranch late = AuditBranch.create(silver(), RUN, 1);
    Snapshot head = written(late, RUN);
    AuditBranch other = AuditBranch.create(silver(), new RunId("other"), 1);
    Snapshot before = written(other, new RunId("other"));
    other.publish(before);

    assertThatThrownBy(() -> late.publish(head))
        .isInstanceOfSatisfying(
            RunFailure.class,
            failure ->
                assertThat(failure.error().code()).isEqualTo(RunError.Code.PUBLISH_CONFLICT));
    assertThat(silver().currentSnapshot()).isEqualTo(before);
  }

  @Test
  void aRunThatWasSettledNeverPublishesEvenIfItWasOnlyAsleep() {
    AuditBranch asleep = AuditBranch.create(silver(), RUN, 1);
    Snapshot head = written(asleep, RUN);

    assertThat(AuditBranch.settle(silver(), RUN)).isEmpty();
    AuditBranch again = AuditBranch.create(silver(), RUN, 2);
    Snapshot second = written(again, RUN);

    assertThatThrownBy(() -> asleep.publish(head)).isInstanceOf(RunStopped.class);
    again.publish(second);
    assertThat(silver().currentSnapshot()).isEqualTo(second);
    assertThat(AuditBranch.settle(silver(), RUN)).contains(second.snapshotId());
  }

  @Test
  void aPublishedRunIsFoundBehindLaterOnes() {
    AuditBranch first = AuditBranch.create(silver(), RUN, 1);
    Snapshot head = written(first, RUN);
    first.publish(head);
    AuditBranch later = AuditBranch.create(silver(), new RunId("later"), 1);
    later.publish(written(later, new RunId("later")));

    assertThat(AuditBranch.settle(silver(), RUN)).contains(head.snapshotId());
    assertThat(AuditBranch.settle(silver(), new RunId("never"))).isEmpty();
  }

  @Test
  void branchesOfDeadRunsAreRemovedAndThoseOfTheNewestFailuresAreKept() {
    AuditBranch.create(silver(), new RunId("dead"), 1);
    for (int i = 1; i <= 5; i++) {
      AuditBranch failed = AuditBranch.create(silver(), new RunId("r" + i), 1);
      written(failed, new RunId("r" + i));
      failed.keepAsFailed();
    }

    AuditBranch.removeLeftOvers(silver());

    assertThat(silver().refs()).containsOnlyKeys("failed_r3", "failed_r4", "failed_r5");
  }

  private static Snapshot written(AuditBranch branch, RunId run) {
    return branch.head(Map.of(AuditBranch.RUN_ID, run.value()));
  }

  private Table silver() {
    return lakehouse.requireTable("silver_listen_events");
  }
}
