package dev.streamify.batch.metrics;

import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.flow.SinkRounds;
import dev.streamify.batch.tables.Freshness;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.TableProgress;
import dev.streamify.batch.tables.TableProgresses;
import dev.streamify.batch.tables.WarehouseDisk;
import dev.streamify.contract.EventContract;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Freshness and size of the contract's tables. */
@Singleton
class TableMetrics {
  private final TableProgresses progresses;
  private final Freshness fresh;
  private final GaugeSet up;
  private final GaugeSet freshness;
  private final GaugeSet ingestionLag;
  private final GaugeSet catalogLag;
  private final GaugeSet rows;
  private final GaugeSet files;
  private final GaugeSet bytes;
  private final GaugeSet averageBytes;
  private final GaugeSet snapshots;
  private final GaugeSet diskFree;

  TableMetrics(
      MeterRegistry registry,
      EventContract contract,
      TableProgresses progresses,
      SinkRounds rounds,
      Freshness fresh) {
    this.progresses = progresses;
    this.fresh = fresh;
    this.up = new GaugeSet(registry, "streamify.catalog.up", "1 when the catalog answers");
    this.freshness = gauges(registry, "freshness.seconds", "Age of the newest row");
    this.ingestionLag =
        gauges(
            registry,
            "ingestion.lag.seconds",
            "From a row's processing to the commit that brought it, of the newest commit");
    this.catalogLag =
        gauges(registry, "catalog.lag.seconds", "Since the newest commit that changed rows");
    this.rows = gauges(registry, "rows", "Rows of the current snapshot");
    this.files = gauges(registry, "files", "Data files of the current snapshot");
    this.bytes = gauges(registry, "bytes", "Size of the current snapshot's files");
    this.averageBytes = gauges(registry, "average.file.bytes", "Bytes by files");
    this.snapshots = gauges(registry, "snapshots", "Snapshots kept");
    this.diskFree =
        new GaugeSet(
            registry,
            "streamify.table.disk.free.ratio",
            "Free share of the disk on which the warehouse is");
    contract.tables().forEach(table -> counters(registry, table.name()));
    contract.sinks().forEach(sink -> partialCommits(registry, rounds, sink.table().name()));
  }

  private static GaugeSet gauges(MeterRegistry registry, String name, String description) {
    return new GaugeSet(registry, "streamify.table." + name, description, "table");
  }

  private void counters(MeterRegistry registry, String table) {
    TableProgress progress = progresses.of(table).orElseThrow();
    counter(registry, table, progress, "commits", TableProgress::commits);
    counter(registry, table, progress, "commit.files", TableProgress::files);
  }

  private static void partialCommits(MeterRegistry registry, SinkRounds rounds, String table) {
    FunctionCounter.builder(
            "streamify.table.partial.commits", rounds, seen -> seen.partialCommits(table))
        .description("Commits that not all tasks of the sink had answered in time")
        .tag("table", table)
        .register(registry);
  }

  private static void counter(
      MeterRegistry registry,
      String table,
      TableProgress progress,
      String name,
      ToDoubleFunction<TableProgress> value) {
    FunctionCounter.builder("streamify.table." + name, progress, value)
        .description("Seen since the start of this process")
        .tag("table", table)
        .register(registry);
  }

  void update(FlowState flow) {
    up.set(flow.catalogTrouble().isPresent() ? 0 : 1);
    if (flow.catalogTrouble().isPresent()) {
      freshness.forget();
      catalogLag.forget();
    }
    Collection<LoadedTable> all = flow.tables().values();
    all.stream().filter(table -> progresses.of(table.name()).isPresent()).forEach(this::update);
    all.stream().findAny().flatMap(WarehouseDisk::freeShare).ifPresent(diskFree::set);
  }

  private void update(LoadedTable table) {
    String name = table.name();
    rows.set(table.rows(), name);
    files.set(table.files(), name);
    bytes.set(table.bytes(), name);
    averageBytes.set(table.averageFileBytes(), name);
    snapshots.set(table.snapshots(), name);
    fresh.ingestionLag(table).ifPresent(lag -> ingestionLag.set(seconds(lag), name));
    catalogLag.set(seconds(fresh.catalogueLag(table)), name);
    freshness.set(seconds(fresh.of(table)), name);
  }

  private static double seconds(Optional<Duration> duration) {
    return duration.map(TableMetrics::seconds).orElse(Double.NaN);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
