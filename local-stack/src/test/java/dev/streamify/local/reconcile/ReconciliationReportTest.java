package dev.streamify.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationReportTest {
  private static final Timings TIMINGS = new Timings(20, 4, 9, 5, 6, 125_000, 55_000);
  private static final StreamCounts WHOLE =
      new StreamCounts(1_000, 990, 10, 990, 900, 80, 10, 0, 0, List.of());

  @Test
  void countsThatAgreeAreReconciled() {
    ReconciliationReport report = report(WHOLE);

    assertThat(report.reconciled()).isTrue();
    assertThat(report.toText()).contains("1,000", "Reconciled: every record").doesNotContain("!");
  }

  @Test
  void aLostRecordIsNamedWithItsOffset() {
    ReconciliationReport report =
        report(new StreamCounts(1_000, 990, 10, 989, 899, 80, 10, 1, 0, List.of("1:417-417")));

    assertThat(report.reconciled()).isFalse();
    assertThat(report.toText())
        .contains("enriched 990 is not bronze 989", "1:417-417", "NOT reconciled");
  }

  @Test
  void aDoubledDeliveryIsNoReconciliation() {
    ReconciliationReport report =
        report(new StreamCounts(1_000, 990, 10, 990, 900, 80, 10, 0, 2, List.of()));

    assertThat(report.reconciled()).isFalse();
    assertThat(report.toText()).contains("2 raw offsets are there more than once");
  }

  @Test
  void theFileHasTheDocumentedNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new/report.json");
    report(WHOLE).write(file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("reconciled").isBoolean()).isTrue();
    JsonNode listens = json.path("streams").path("listen_events");
    for (String name :
        List.of(
            "produced",
            "enriched",
            "dead_lettered",
            "bronze",
            "silver",
            "duplicates",
            "collisions")) {
      assertThat(listens.path(name).isIntegralNumber()).as(name).isTrue();
    }
  }

  @Test
  void aReportThatCannotBeWrittenIsAClearError(@TempDir Path folder) throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> report(WHOLE).write(inTheWay.resolve("report.json")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("report.json");
  }

  private static ReconciliationReport report(StreamCounts counts) {
    return ReconciliationReport.of(Map.of("listen_events", counts), 7, List.of(), TIMINGS);
  }
}
