package dev.streamify.batch.streams;

import dev.streamify.batch.flow.Hop;
import java.util.Optional;

/**
 * What is wrong with a stream.
 *
 * @param status what it makes of the stream
 * @param hop where; absent for dead letters
 * @param cause what was seen, and what to do
 */
public record Trouble(StreamStatus status, Optional<Hop> hop, String cause) {}
