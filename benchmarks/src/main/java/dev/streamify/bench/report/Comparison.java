package dev.streamify.bench.report;

import java.util.Optional;

/**
 * The same work done by the platform and by DuckDB.
 *
 * @param work what was done
 * @param rowsRead by each repetition
 * @param rowsWritten by each repetition; the same by both, else the benchmark fails
 * @param streamify the platform: Spark server and batch-api
 * @param duckdb DuckDB
 * @param cpuRatio platform to DuckDB, medians
 * @param targetCpuRatio what the project aims at, where it has said so
 * @param met whether it is reached
 */
public record Comparison(
    String work,
    long rowsRead,
    long rowsWritten,
    Measured streamify,
    Measured duckdb,
    double cpuRatio,
    Optional<Double> targetCpuRatio,
    Optional<Boolean> met) {

  /** Compares. */
  public static Comparison of(
      String work,
      long rowsRead,
      long rowsWritten,
      Measured streamify,
      Measured duckdb,
      Optional<Double> target) {
    // CPU times come in steps of 10 ms; less than one step is no basis for a ratio.
    double ratio = streamify.cpuS().median() / Math.max(0.01, duckdb.cpuS().median());
    return new Comparison(
        work,
        rowsRead,
        rowsWritten,
        streamify,
        duckdb,
        ratio,
        target,
        target.map(most -> ratio <= most));
  }
}
