package dev.streamify.bench.chaos;

import java.nio.file.Path;
import java.util.Set;

/**
 * What to do to the platform.
 *
 * @param events events over all streams at least; they flow until the last fault is over
 * @param ratePerSecond how many of them a second
 * @param faults how many faults, one after the other
 * @param seed which faults: the same ones for the same seed
 * @param kinds of which kinds
 * @param storage what holds the tables' files
 * @param folder for data and logs
 */
public record ChaosOptions(
    long events,
    int ratePerSecond,
    int faults,
    long seed,
    Set<Fault.Kind> kinds,
    StorageKind storage,
    Path folder) {

  /** What can hold the tables' files. */
  public enum StorageKind {
    /** An S3 server of its own. */
    S3,
    /** A folder of this machine. */
    FILES
  }

  /** Options. */
  public ChaosOptions {
    kinds = Set.copyOf(kinds);
  }
}
