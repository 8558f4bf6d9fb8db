package dev.streamify.bench.hotpath;

import dev.streamify.bench.base.BenchException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What to measure.
 *
 * @param events of the simulator, over all streams, that are gone through again and again
 * @param forks JVMs for each measurement
 * @param iterations of each JVM; as many come before, to warm up
 * @param lasts an iteration
 * @param folder for data and logs
 */
public record HotPathOptions(int events, int forks, int iterations, Duration lasts, Path folder) {

  /** Refuses what cannot be measured. */
  public HotPathOptions {
    // Sign-ins are the rarest: of fewer events there may be none.
    if (events < 10_000 || forks < 1 || iterations < 1) {
      throw BenchException.unusable(
          "--events %d --forks %d --iterations %d: give 10000 events or more, and at least one of"
                  .formatted(events, forks, iterations)
              + " the others");
    }
  }
}
