package dev.streamify.batch.history;

import dev.streamify.batch.runs.RunState;
import java.time.Instant;

/**
 * A run that waits or goes on.
 *
 * @param job its job
 * @param state QUEUED or RUNNING
 * @param since since when it may start, or has been going on
 * @param part whether it belongs to a group or a backfill, and waits for its turn there
 * @param lease whether it has a table for itself
 */
public record ActiveRun(
    String job, RunState.Name state, Instant since, boolean part, boolean lease) {}
