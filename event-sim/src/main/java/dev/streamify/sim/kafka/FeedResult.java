package dev.streamify.sim.kafka;

import dev.streamify.sim.event.Truth;

/**
 * How feeding ended.
 *
 * @param truth everything that is in Kafka now: what was fed, and what was there already
 * @param complete whether the sequence was fed to its end; false when it was stopped
 */
public record FeedResult(Truth truth, boolean complete) {}
