package dev.streamify.bench.silver;

import dev.streamify.bench.duckdb.DuckDb;
import dev.streamify.bench.duckdb.Queries;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.report.Comparison;
import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Sample;
import dev.streamify.bench.silver.Workload.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Bronze with duplicates into an empty silver table. */
final class FirstDeduplication {
  private static final double TARGET_CPU_RATIO = 2.5;

  /** Enough that Spark's code is compiled before it is measured. */
  private static final int WARM_UP_ROWS = 200_000;

  private final SilverOptions options;
  private final DuckDb duckdb;
  private final Consumer<String> progress;

  FirstDeduplication(SilverOptions options, DuckDb duckdb, Consumer<String> progress) {
    this.options = options;
    this.duckdb = duckdb;
    this.progress = progress;
  }

  /** Measures it; afterwards silver holds the workload's history. */
  Comparison measure(Listens listens, Workload workload) {
    warmUp(listens);
    Arrival bronze = new Arrival(workload.withDuplicates(options.rows()));
    List<String> files = listens.deliver(bronze);
    progress.accept("first deduplication: %d rows are in bronze".formatted(bronze.rows()));
    String query = Queries.firstDeliveries(Listens.STREAM, Tables.localPaths(files));
    List<Sample> ours = new ArrayList<>();
    List<Sample> theirs = new ArrayList<>();
    for (int i = 0; i < options.repetitionsOfAll(); i++) {
      listens.emptySilver();
      ours.add(listens.deduplicate(bronze.rows(), bronze.newEvents()).sample());
      DuckDb.Written written = duckdb.write(query, Listens.SILVER.partitioning().column());
      theirs.add(Listens.checked(written, bronze.newEvents()).sample());
      progress.accept(
          "first deduplication %d of %d: %s, DuckDB %s"
              .formatted(
                  i + 1, options.repetitionsOfAll(), ours.get(i).text(), theirs.get(i).text()));
    }
    return Comparison.of(
        "first deduplication",
        bronze.rows(),
        bronze.newEvents(),
        Measured.of(ours),
        Measured.of(theirs),
        Optional.of(TARGET_CPU_RATIO));
  }

  private void warmUp(Listens listens) {
    if (options.warmUps() == 0) {
      return;
    }
    Arrival few =
        new Arrival(new Workload().withDuplicates(Math.min(WARM_UP_ROWS, options.rows())));
    listens.deliver(few);
    for (int i = 0; i < options.warmUps(); i++) {
      listens.emptySilver();
      listens.deduplicate(few.rows(), few.newEvents());
    }
    listens.emptyAll();
  }
}
