package dev.streamify.batch.history;

import dev.streamify.batch.runs.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * How a job's runs are doing.
 *
 * @param newestEnd how its newest run that completed or failed ended
 * @param lastSuccess when its newest completed run ended
 */
public record JobFigures(Optional<RunState.Name> newestEnd, Optional<Instant> lastSuccess) {}
