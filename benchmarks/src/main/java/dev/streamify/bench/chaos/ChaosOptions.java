package dev.streamify.bench.chaos;

import java.nio.file.Path;
import java.util.Set;

/**
 * What to do to the platform.
 *
 * @param events events over all streams, produced meanwhile
 * @param ratePerSecond how many of them a second
 * @param faults how many faults, one after the other
 * @param seed which faults: the same ones for the same seed
 * @param kinds of which kinds
 * @param folder for data and logs
 */
public record ChaosOptions(
    long events, int ratePerSecond, int faults, long seed, Set<Fault.Kind> kinds, Path folder) {
  /** Options. */
  public ChaosOptions {
    kinds = Set.copyOf(kinds);
  }
}
