package dev.streamify.local.load;

import java.util.Optional;

/**
 * What the user asked to feed.
 *
 * @param events number of simulated events before faults are injected; 0 with a replay
 * @param replayFolder absolute path of a folder of NDJSON files, instead of simulated events
 * @param eventsPerSecond the rate; 0 is as fast as possible
 * @param duplicates share of events that are delivered again
 * @param malformed share of records that are corrupted copies, delivered besides
 * @param late share of events that are delivered late
 * @param seed seed of the simulation, if the user chose one
 */
public record LoadRequest(
    long events,
    Optional<String> replayFolder,
    double eventsPerSecond,
    double duplicates,
    double malformed,
    double late,
    Optional<Long> seed) {}
