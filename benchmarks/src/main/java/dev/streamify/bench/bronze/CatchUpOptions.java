package dev.streamify.bench.bronze;

import dev.streamify.bench.base.BenchException;
import java.nio.file.Path;

/**
 * What to measure.
 *
 * @param events that wait, over all streams
 * @param warmUp of these, at the beginning, those that do not count
 * @param repetitions of each way
 * @param folder for data and logs
 */
public record CatchUpOptions(long events, long warmUp, int repetitions, Path folder) {

  /** Refuses what cannot be measured. */
  public CatchUpOptions {
    if (warmUp < 1 || events <= warmUp || repetitions < 1) {
      throw BenchException.unusable(
          "--events %d --warm-up %d --repetitions %d: give more events than warm them up, and at"
                  .formatted(events, warmUp, repetitions)
              + " least one of each");
    }
  }

  /** Of a stream in a commit, where that can be said: as much as it likes best. */
  long mostRecords() {
    return Math.min(500_000, Math.max(1, warmUp / 2));
  }
}
