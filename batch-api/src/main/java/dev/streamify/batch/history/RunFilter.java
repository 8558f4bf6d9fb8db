package dev.streamify.batch.history;

import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs are wanted.
 *
 * @param job of this job or group only
 * @param states in one of these states only; all when empty
 * @param from asked for at this time or later
 * @param to asked for before this time
 * @param parent parts of this run only
 * @param topLevel without the parts of other runs
 * @param before only those that were asked for before this one
 * @param limit so many at most
 */
public record RunFilter(
    Optional<String> job,
    Set<RunState.Name> states,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<RunId> parent,
    boolean topLevel,
    Optional<RunId> before,
    int limit) {}
