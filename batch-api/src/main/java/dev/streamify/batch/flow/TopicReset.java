package dev.streamify.batch.flow;

/**
 * A partition whose end went backwards.
 *
 * @param topic its topic
 * @param partition its number
 * @param before the offset after its last record, as it was seen before
 * @param now the same now, less than that
 */
public record TopicReset(String topic, int partition, long before, long now) {}
