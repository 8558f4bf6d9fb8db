package dev.streamify.bench.silver;

import dev.streamify.bench.base.BenchException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the silver benchmark measures.
 *
 * @param rows deliveries of the first deduplication
 * @param histories sizes of silver before an increment, ascending
 * @param incrementRows deliveries of an increment
 * @param repetitions of each increment; of work on all rows there are three at most
 * @param warmUps increments that are not measured
 * @param sparkHeap heap of the Spark server
 * @param cores for Spark's tasks and for DuckDB
 * @param folder for everything that is written; it is there and is the caller's to remove
 */
public record SilverOptions(
    int rows,
    List<Integer> histories,
    int incrementRows,
    int repetitions,
    int warmUps,
    String sparkHeap,
    int cores,
    Path folder) {
  private static final int MIN_ROWS = 1_000;

  /** What reads everything takes long, and varies less. */
  private static final int MAX_REPETITIONS_OF_ALL = 3;

  /** Refuses what cannot be measured. */
  public SilverOptions {
    histories = histories.stream().sorted().toList();
    requireRows("--rows", rows);
    histories.forEach(history -> requireRows("--histories", history));
    requireRows("--increment", incrementRows);
    if (repetitions < 1 || warmUps < 0 || cores < 1) {
      throw BenchException.unusable(
          "--repetitions and --cores must be 1 or more and --warm-ups 0 or more, found %d, %d, %d"
              .formatted(repetitions, cores, warmUps));
    }
  }

  /** Repetitions of work on all rows, not on an increment. */
  int repetitionsOfAll() {
    return Math.min(MAX_REPETITIONS_OF_ALL, repetitions);
  }

  private static void requireRows(String option, int rows) {
    if (rows < MIN_ROWS) {
      throw BenchException.unusable(
          "%s must be %d or more, found %d".formatted(option, MIN_ROWS, rows));
    }
  }
}
