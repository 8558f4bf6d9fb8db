package dev.streamify.bench.silver;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.data.BronzeLoader;
import dev.streamify.bench.duckdb.DuckDb;
import dev.streamify.bench.platform.Platform;
import dev.streamify.bench.platform.Platform.MeasuredRun;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.TableDefinition;
import java.util.List;

/** The stream that is measured, on one platform. */
final class Listens implements AutoCloseable {
  static final EventStream STREAM =
      EventContract.standard().stream("listen_events")
          .orElseThrow(() -> new IllegalStateException("the contract has no listen_events"));
  static final TableDefinition BRONZE = STREAM.bronzeTable();
  static final TableDefinition SILVER = STREAM.silverTable();

  private final Platform platform;
  private final int threads;
  private BronzeLoader loader;

  Listens(Platform platform, int threads) {
    this.platform = platform;
    this.threads = threads;
    this.loader = new BronzeLoader(platform.tables().table(BRONZE), threads);
  }

  Platform platform() {
    return platform;
  }

  /** Appends to bronze and gives the new files. */
  List<String> deliver(Workload.Arrival arrival) {
    return loader.append(arrival.deliveries());
  }

  /** Runs the transform and checks that it did what has to come out. */
  MeasuredRun deduplicate(long rowsRead, long inserted) {
    MeasuredRun measured = platform.run(SILVER.name());
    require("rows read", rowsRead, measured.metric("rows_read"));
    require("rows inserted", inserted, measured.metric("rows_inserted"));
    return measured;
  }

  /** Checks DuckDB's result. */
  static DuckDb.Written checked(DuckDb.Written written, long rows) {
    require("rows written by DuckDB", rows, written.rows());
    return written;
  }

  private static void require(String what, long expected, long found) {
    if (expected != found) {
      throw BenchException.failed(
          "%s: expected %d, found %d; a benchmark of wrong results is none"
              .formatted(what, expected, found));
    }
  }

  void emptySilver() {
    platform.tables().empty(SILVER);
  }

  void emptyAll() {
    loader.close();
    platform.tables().empty(BRONZE);
    emptySilver();
    loader = new BronzeLoader(platform.tables().table(BRONZE), threads);
  }

  @Override
  public void close() {
    loader.close();
  }
}
