package dev.streamify.batch.runs;

/**
 * How a range of dates is cut into runs.
 *
 * @param chunkDays event dates of one run, at least 1
 * @param parallelism runs at once, at least 1
 */
public record Spread(int chunkDays, int parallelism) {}
