package dev.streamify.batch.coverage;

import dev.streamify.batch.coverage.DateCoverage.State;
import dev.streamify.batch.history.RunFilter;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.increments.InputFiles;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which event dates of a job are complete, told by manifests, by the marks of what was consumed,
 * and by the history of runs.
 *
 * <p>Cost: the manifests of the dates that are asked for, once for each snapshot of a table; then
 * one query of the history.
 */
@Singleton
public class JobDates {
  private static final int RUNS = 200;
  // By table, so it is as large as there are tables.
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final LoadedTables tables;
  private final RunStore runs;

  JobDates(LoadedTables tables, RunStore runs) {
    this.tables = tables;
    this.runs = runs;
  }

  /** A table's days at one snapshot. */
  private record Seen(
      long snapshotId, DateRange range, Optional<Map<LocalDate, InputFiles.Day>> days) {}

  /**
   * The dates of a job, in order; none when its inputs have no event dates.
   *
   * @throws dev.streamify.batch.catalog.CatalogUnavailableException when the catalog does not
   *     answer
   */
  public List<DateCoverage> of(JobDefinition job, DateRange range) {
    Optional<LoadedTable> output = job.output().flatMap(tables::find);
    Map<LocalDate, Long> rows = new TreeMap<>();
    Map<LocalDate, Boolean> fresh = new HashMap<>();
    for (String name : job.inputs()) {
      Optional<LoadedTable> input = tables.find(name);
      long consumed =
          input.isPresent() && output.isPresent() ? consumed(input.get(), output.get()) : 0;
      input
          .flatMap(table -> days(table, range))
          .orElse(Map.of())
          .forEach(
              (date, day) -> {
                rows.merge(date, day.rows(), Long::sum);
                fresh.merge(date, day.newestSequenceNumber() > consumed, Boolean::logicalOr);
              });
    }
    Optional<Map<LocalDate, InputFiles.Day>> made = output.flatMap(table -> days(table, range));
    List<Run> newest = newestRuns(job);
    List<DateCoverage> dates = new ArrayList<>();
    rows.forEach(
        (date, inputRows) ->
            dates.add(
                coverage(
                    date,
                    inputRows,
                    made.map(days -> days.containsKey(date) ? days.get(date).rows() : 0L),
                    fresh.get(date),
                    newest)));
    return dates;
  }

  /** The sequence number of the input up to which the output has it; 0: nothing of it. */
  private static long consumed(LoadedTable input, LoadedTable output) {
    return ConsumedMark.latest(output.table(), input.name())
        .filter(mark -> mark.tableUuid().equals(input.table().uuid().toString()))
        .map(ConsumedMark::sequenceNumber)
        .orElse(0L);
  }

  private Optional<Map<LocalDate, InputFiles.Day>> days(LoadedTable table, DateRange range) {
    if (table.current().isEmpty()) {
      return Optional.of(Map.of());
    }
    long snapshot = table.current().get().snapshotId();
    Seen known = seen.get(table.name());
    if (known == null || known.snapshotId() != snapshot || !known.range().equals(range)) {
      known = new Seen(snapshot, range, InputFiles.perDay(table.table(), snapshot, range));
      seen.put(table.name(), known);
    }
    return known.days();
  }

  private List<Run> newestRuns(JobDefinition job) {
    return runs.list(
        new RunFilter(
            Optional.of(job.name()),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            RUNS));
  }

  static DateCoverage coverage(
      LocalDate date,
      long inputRows,
      Optional<Long> outputRows,
      boolean isFresh,
      List<Run> newestFirst) {
    State state = isFresh ? State.STALE : State.COMPLETE;
    for (Run run : newestFirst) {
      // A run without dates reads what came since: dates of which nothing came are not its matter.
      boolean covers = run.request().range().contains(date);
      if (!covers || (run.request().range().isAll() && !isFresh)) {
        continue;
      }
      Optional<State> told = told(run.state().name());
      if (told.isPresent()) {
        return new DateCoverage(date, inputRows, outputRows, told.get(), Optional.of(run.id()));
      }
      break;
    }
    return new DateCoverage(date, inputRows, outputRows, state, Optional.empty());
  }

  private static Optional<State> told(RunState.Name name) {
    return switch (name) {
      case QUEUED, RUNNING -> Optional.of(State.RUNNING);
      case FAILED -> Optional.of(State.FAILED);
      case COMPLETED, ABORTED -> Optional.empty();
    };
  }
}
