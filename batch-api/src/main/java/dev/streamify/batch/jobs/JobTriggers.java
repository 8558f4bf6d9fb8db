package dev.streamify.batch.jobs;

import java.util.Optional;

/**
 * What starts a job's runs besides requests.
 *
 * @param schedule the time
 * @param sensor new data
 */
public record JobTriggers(Optional<Schedule> schedule, Optional<Sensor> sensor) {}
