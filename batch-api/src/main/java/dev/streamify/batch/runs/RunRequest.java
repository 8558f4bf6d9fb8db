package dev.streamify.batch.runs;

import dev.streamify.batch.increments.DateRange;

/**
 * What somebody asked for.
 *
 * @param job the job's name
 * @param mode how much of its input is read
 * @param range event dates; all of them in incremental mode
 */
public record RunRequest(String job, RunMode mode, DateRange range) {}
