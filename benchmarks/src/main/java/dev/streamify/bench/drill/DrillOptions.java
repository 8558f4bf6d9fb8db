package dev.streamify.bench.drill;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to drill.
 *
 * @param events of each load, over all streams
 * @param ratePerSecond how many of them a second
 * @param idle how long nothing happens in the drill of that name
 * @param seed of the events
 * @param folder for data and logs
 */
public record DrillOptions(long events, int ratePerSecond, Duration idle, long seed, Path folder) {}
