package dev.streamify.batch.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.coverage.DateCoverage.State;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.increments.InputFiles;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class JobDatesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "event_date", Types.DateType.get()));

  private static State state(boolean isFresh, Run... newestFirst) {
    return JobDates.coverage(DAY, 10, Optional.of(9L), isFresh, List.of(newestFirst)).state();
  }

  private static Run run(RunState.Name state, DateRange range) {
    Run queued =
        Run.queued(
            new RunId("run"),
            new RunRequest("job", RunMode.FULL, range),
            Optional.of("table"),
            new Origin(Origin.Cause.REQUEST, "test"),
            Instant.EPOCH);
    return switch (state) {
      case QUEUED -> queued;
      case FAILED ->
          queued.with(
              new RunState.Failed(
                  Instant.EPOCH,
                  Instant.EPOCH,
                  RunError.of(RunError.Code.INTERNAL, "why"),
                  List.of()));
      default -> throw new IllegalArgumentException(state.name());
    };
  }

  private static DateRange days(String from, String to) {
    return new DateRange(Optional.of(LocalDate.parse(from)), Optional.of(LocalDate.parse(to)));
  }

  @Test
  void aDateIsStaleOnceItsInputHasWhatWasNotConsumed() {
    assertThat(state(false)).isEqualTo(State.COMPLETE);
    assertThat(state(true)).isEqualTo(State.STALE);
  }

  @Test
  void theNewestRunThatCoversTheDateCounts() {
    Run failed = run(RunState.Name.FAILED, days("2026-01-01", "2026-01-07"));
    Run waiting = run(RunState.Name.QUEUED, days("2026-01-05", "2026-01-05"));
    Run elsewhere = run(RunState.Name.FAILED, days("2026-02-01", "2026-02-02"));

    assertThat(state(false, failed)).isEqualTo(State.FAILED);
    assertThat(state(false, elsewhere, waiting, failed)).isEqualTo(State.RUNNING);
  }

  @Test
  void anIncrementalRunIsTheMatterOfDatesWithSomethingNewOnly() {
    Run failed = run(RunState.Name.FAILED, DateRange.ALL);

    assertThat(state(true, failed)).isEqualTo(State.FAILED);
    assertThat(state(false, failed)).isEqualTo(State.COMPLETE);
  }

  @Test
  void daysAreCountedFromManifestsWithTheirNewestCommit() throws Exception {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      catalog.initialize("test", Map.of());
      catalog.createNamespace(Namespace.of("n"));
      PartitionSpec spec = PartitionSpec.builderFor(SCHEMA).identity("event_date").build();
      Table table = catalog.createTable(TableIdentifier.of("n", "t"), SCHEMA, spec);
      table.newAppend().appendFile(file(spec, "a", 4)).appendFile(file(spec, "b", 6)).commit();
      table.newAppend().appendFile(file(spec, "c", 7)).commit();
      table.refresh();

      Map<LocalDate, InputFiles.Day> days =
          InputFiles.perDay(
                  table, table.currentSnapshot().snapshotId(), days("2026-01-01", "2026-01-31"))
              .orElseThrow();

      assertThat(days).containsOnlyKeys(DAY);
      assertThat(days.get(DAY)).isEqualTo(new InputFiles.Day(17, 2));
      assertThat(
              InputFiles.perDay(
                  table, table.currentSnapshot().snapshotId(), days("2026-02-01", "2026-02-02")))
          .contains(Map.of());
    }
  }

  private static DataFile file(PartitionSpec spec, String name, long rows) {
    return DataFiles.builder(spec)
        .withPath("/" + name + ".parquet")
        .withFileSizeInBytes(1)
        .withRecordCount(rows)
        .withPartitionPath("event_date=" + DAY)
        .build();
  }
}
