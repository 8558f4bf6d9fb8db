package dev.streamify.batch.kafka;

/**
 * Offsets of a partition.
 *
 * @param low the first one that is still there
 * @param high the one after the last
 * @param lastStable the one after the last that readers of committed records get to see
 */
public record PartitionOffsets(long low, long high, long lastStable) {}
