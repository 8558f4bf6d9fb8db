package dev.streamify.batch.kafka;

import java.time.Instant;
import java.util.Optional;

/**
 * The last record of a partition that is no transaction marker.
 *
 * @param offset its offset
 * @param processedAt when enrichment made it, UTC; absent for records that do not tell
 */
public record Tail(long offset, Optional<Instant> processedAt) {}
