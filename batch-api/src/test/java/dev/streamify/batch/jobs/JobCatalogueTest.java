package dev.streamify.batch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.Contracts;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobCatalogueTest {
  @Test
  void everyStreamOfTheContractHasItsJob() {
    assertThat(JobCatalogue.packaged(EventContract.standard()).all())
        .filteredOn(job -> !job.group().equals("maintenance"))
        .extracting(JobDefinition::name)
        .containsExactly(
            "reconciliation",
            "replay_auth_events",
            "replay_listen_events",
            "replay_page_view_events",
            "silver_auth_events",
            "silver_listen_events",
            "silver_page_view_events",
            "silver_user_sessions");
  }

  @Test
  void everyTableHasItsMaintenance() {
    EventContract contract = EventContract.standard();
    List<JobDefinition> jobs =
        JobCatalogue.packaged(contract).all().stream()
            .filter(job -> job.group().equals("maintenance"))
            .toList();

    for (TableDefinition table : contract.tables()) {
      assertThat(jobs)
          .filteredOn(job -> job.output().equals(Optional.of(table.name())))
          .extracting(JobDefinition::kind)
          .containsExactlyInAnyOrder(
              JobDefinition.Kind.REWRITE_DATA_FILES,
              JobDefinition.Kind.REWRITE_MANIFESTS,
              JobDefinition.Kind.EXPIRE_SNAPSHOTS,
              JobDefinition.Kind.REMOVE_ORPHAN_FILES);
    }
  }

  @Test
  void aFourthStreamHasOneWithoutFurtherWork() {
    JobDefinition job =
        JobCatalogue.packaged(Contracts.withAFourthStream())
            .job("silver_status_change_events")
            .orElseThrow();

    assertThat(job.inputs()).containsExactly("bronze_status_change_events");
    assertThat(job.output()).contains("silver_status_change_events");
    assertThat(job.checks())
        .extracting(CheckDefinition::name)
        .contains(
            "not_null event_id",
            "not_null ts",
            "not_null sessionId",
            "not_null itemInSession",
            "not_null level");
    assertThat(job.statement("main")).contains("AS outcome");
  }

  @Test
  void aMisspeltSettingIsRefusedWithTheFileAndTheWord() {
    SqlFolder.Entry file =
        new SqlFolder.Entry(
            "silver/x.yml",
            "job: x\nkind: reconcile\ndescription: d\nchekcs: []\n",
            Map.of("main", "SELECT 1"));

    assertThatThrownBy(
            () -> JobCatalogue.of(EventContract.standard(), JobOverrides.NONE, List.of(file)))
        .hasMessageContaining("silver/x.yml")
        .hasMessageContaining("chekcs");
  }

  @Test
  void twoJobsOfOneNameAreRefused() {
    SqlFolder.Entry file =
        new SqlFolder.Entry("a.yml", "job: x\nkind: reconcile\ndescription: d\n", Map.of());

    assertThatThrownBy(
            () -> JobCatalogue.of(EventContract.standard(), JobOverrides.NONE, List.of(file, file)))
        .hasMessageContaining("'x' is there twice");
  }

  @Test
  void aMissingStatementIsNamed() {
    JobDefinition job =
        JobCatalogue.packaged(EventContract.standard()).job("reconciliation").orElseThrow();

    assertThatThrownBy(() -> job.statement("main")).hasMessageContaining("no statement 'main'");
  }
}
