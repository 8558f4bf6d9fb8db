package dev.streamify.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTextTest {
  @Test
  void recoveries_are_told_for_each_kind_the_slowest_first_and_for_all() {
    List<FaultReport.Entry> faults =
        List.of(
            new FaultReport.Entry("KILL", "KILL of a", 2),
            new FaultReport.Entry("FREEZE", "FREEZE of a", 20),
            new FaultReport.Entry("KILL", "KILL of b", 4));
    String text =
        FaultText.of(
            new FaultReport(
                1,
                faults,
                FaultReport.Quantiles.of(faults),
                FaultReport.OfKind.all(faults),
                List.of("DISK_FULL: no mount"),
                List.of(),
                List.of(),
                List.of()));

    assertThat(text)
        .contains(
            """
            | FREEZE | 1 | 20.0 | 20.0 | 20.0 |
            | KILL | 2 | 2.0 | 4.0 | 4.0 |
            | all | 3 | 4.0 | 20.0 | 20.0 |
            """)
        .contains("Left out: DISK_FULL: no mount")
        .contains("Nothing lost, nothing doubled.");
  }
}
