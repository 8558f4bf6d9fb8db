package dev.streamify.bench.hop;

import java.nio.file.Path;

/**
 * What to measure.
 *
 * @param events events over all streams that each repetition moves
 * @param warmUp of these, at the beginning, those that do not count
 * @param repetitions of each contender
 * @param partitions of each topic
 * @param folder for data and logs
 */
public record HopOptions(long events, long warmUp, int repetitions, int partitions, Path folder) {}
