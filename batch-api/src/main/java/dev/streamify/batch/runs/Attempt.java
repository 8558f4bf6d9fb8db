package dev.streamify.batch.runs;

import java.time.Instant;

/**
 * An attempt that came to nothing.
 *
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param error why
 */
public record Attempt(Instant startedAt, Instant endedAt, RunError error) {}
