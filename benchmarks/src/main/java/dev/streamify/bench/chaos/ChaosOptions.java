package dev.streamify.bench.chaos;

import java.nio.file.Path;

/**
 * What to do to the platform.
 *
 * @param events events over all streams, produced meanwhile
 * @param ratePerSecond how many of them a second
 * @param faults how many faults, one after the other
 * @param seed which faults: the same ones for the same seed
 * @param folder for data and logs
 */
public record ChaosOptions(long events, int ratePerSecond, int faults, long seed, Path folder) {}
