package dev.streamify.bench.silver;

import dev.streamify.bench.base.Resources;
import dev.streamify.bench.duckdb.DuckDb;
import dev.streamify.bench.platform.Platform;
import dev.streamify.bench.platform.PlatformSettings;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Comparison;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Flatness;
import dev.streamify.bench.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.IcebergBuild;

/** What bronze to silver costs: at first, per increment, and with how much history. */
public final class SilverBenchmark implements AutoCloseable {
  private static final double TIME_RATIO_LIMIT = 1.3;

  private final SilverOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private final Resources resources = new Resources();

  /**
   * A benchmark.
   *
   * @param options what to measure
   * @param installation where the services are
   * @param progress told a line at a time
   */
  public SilverBenchmark(
      SilverOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Runs it. */
  public Report run() {
    DuckDb duckdb =
        resources.add(
            DuckDb.start(installation, options.cores(), options.folder().resolve("duckdb")));
    List<Comparison> comparisons = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    notes.add("times are medians, with the least and the most of the repetitions");
    notes.add(
        "DuckDB deduplicates and writes, no more: the platform also plans the increment, accounts"
            + " for each delivery, checks what it wrote on a branch and publishes it");
    Environment environment = Environment.before(conditions(duckdb));
    first(duckdb, comparisons, notes);
    Optional<Flatness> flatness = increments(duckdb, comparisons);
    return new Report(
        "silver",
        environment.after(),
        comparisons,
        List.of(),
        List.of(),
        flatness,
        Optional.empty(),
        notes);
  }

  private Map<String, String> conditions(DuckDb duckdb) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("used_cores", Integer.toString(options.cores()));
    conditions.put("spark_heap", options.sparkHeap());
    conditions.put("spark", installation.sparkVersion());
    conditions.put("iceberg", IcebergBuild.version());
    conditions.put("duckdb", duckdb.version());
    conditions.put("repetitions", Integer.toString(options.repetitions()));
    return conditions;
  }

  private void first(DuckDb duckdb, List<Comparison> comparisons, List<String> notes) {
    try (Resources ofThis = resources.add(new Resources())) {
      Workload workload = new Workload();
      Listens listens = listens(ofThis, "first");
      comparisons.add(new FirstDeduplication(options, duckdb, progress).measure(listens, workload));
      notes.add(new IdleRuns(listens).text());
      if (!Sessions.areKnown(listens)) {
        notes.add("sessions were left out: this batch-api has no job for them");
        return;
      }
      Sessions sessions = new Sessions(options, duckdb, progress);
      comparisons.add(sessions.first(listens));
      comparisons.add(sessions.increments(listens, workload));
    }
  }

  private Optional<Flatness> increments(DuckDb duckdb, List<Comparison> comparisons) {
    if (options.histories().isEmpty()) {
      return Optional.empty();
    }
    List<IncrementsOntoHistory> histories = new ArrayList<>();
    for (int rows : options.histories()) {
      Listens listens = listens(resources, "history-" + rows);
      histories.add(new IncrementsOntoHistory(options, rows, listens, duckdb, progress));
      histories.get(histories.size() - 1).build();
    }
    // The machine's moods change with time, so the histories take turns, each first in half of
    // them.
    List<IncrementsOntoHistory> turns = new ArrayList<>(histories);
    for (int i = 0; i < options.warmUps() + options.repetitions(); i++) {
      boolean counts = i >= options.warmUps();
      turns.forEach(counts ? IncrementsOntoHistory::measure : IncrementsOntoHistory::warmUp);
      Collections.reverse(turns);
    }
    histories.forEach(each -> comparisons.add(each.comparison()));
    return Optional.of(
        Flatness.of(
            options.incrementRows(),
            histories.stream().map(IncrementsOntoHistory::history).toList(),
            TIME_RATIO_LIMIT));
  }

  private Listens listens(Resources owner, String name) {
    Platform platform =
        owner.add(
            Platform.start(
                new PlatformSettings(installation, options.sparkHeap(), options.cores()),
                options.folder().resolve(name)));
    progress.accept("platform '%s' is ready".formatted(name));
    return owner.add(new Listens(platform, options.cores()));
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
