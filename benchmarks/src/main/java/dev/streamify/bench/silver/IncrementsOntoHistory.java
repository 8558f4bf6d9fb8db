package dev.streamify.bench.silver;

import dev.streamify.bench.duckdb.DuckDb;
import dev.streamify.bench.duckdb.Queries;
import dev.streamify.bench.platform.Platform.MeasuredRun;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.report.Comparison;
import dev.streamify.bench.report.Flatness;
import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Sample;
import dev.streamify.bench.silver.Workload.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Increments onto one history; each call brings the next one. */
final class IncrementsOntoHistory {
  private static final double TARGET_CPU_RATIO = 8;

  private final SilverOptions options;
  private final Listens listens;
  private final DuckDb duckdb;
  private final Consumer<String> progress;
  private final Workload workload = new Workload();
  private final List<Sample> ours = new ArrayList<>();
  private final List<Sample> theirs = new ArrayList<>();
  private final int history;
  private long rowsBefore;
  private long newEvents;

  /**
   * Increments onto a history that is not there yet.
   *
   * @param history rows that silver gets first
   */
  IncrementsOntoHistory(
      SilverOptions options,
      int history,
      Listens listens,
      DuckDb duckdb,
      Consumer<String> progress) {
    this.options = options;
    this.history = history;
    this.listens = listens;
    this.duckdb = duckdb;
    this.progress = progress;
  }

  /** Brings the history into silver, by way of bronze. */
  void build() {
    Arrival past = new Arrival(workload.withoutDuplicates(history));
    listens.deliver(past);
    progress.accept("history of %d rows: in bronze".formatted(history));
    MeasuredRun run = listens.deduplicate(past.rows(), past.newEvents());
    rowsBefore = past.newEvents();
    progress.accept("history of %d rows: in silver, %s".formatted(history, run.sample().text()));
  }

  /** An increment that does not count. */
  void warmUp() {
    rowsBefore += next();
    ours.clear();
    theirs.clear();
  }

  /** An increment that counts. */
  void measure() {
    newEvents = next();
    int last = ours.size() - 1;
    progress.accept(
        "increment %d of %d onto a history of %d rows: %s, DuckDB %s"
            .formatted(
                last + 1,
                options.repetitions(),
                history,
                ours.get(last).text(),
                theirs.get(last).text()));
  }

  private long next() {
    Arrival arrival = workload.increment(options.incrementRows());
    List<String> silver = listens.platform().tables().files(Listens.SILVER, arrival.days());
    List<String> bronze = listens.deliver(arrival);
    ours.add(listens.deduplicate(arrival.rows(), arrival.newEvents()).sample());
    String query =
        Queries.newEvents(Listens.STREAM, Tables.localPaths(bronze), Tables.localPaths(silver));
    theirs.add(
        Listens.checked(
                duckdb.write(query, Listens.SILVER.partitioning().column()), arrival.newEvents())
            .sample());
    return arrival.newEvents();
  }

  /** The platform alone. */
  Flatness.History history() {
    return new Flatness.History(rowsBefore, Measured.of(ours));
  }

  /** Beside DuckDB. */
  Comparison comparison() {
    return Comparison.of(
        String.format(Locale.ROOT, "increment onto %,d rows", history),
        options.incrementRows(),
        newEvents,
        Measured.of(ours),
        Measured.of(theirs),
        Optional.of(TARGET_CPU_RATIO));
  }
}
