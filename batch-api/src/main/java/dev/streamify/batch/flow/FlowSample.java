package dev.streamify.batch.flow;

import java.time.Instant;
import java.util.Map;

/**
 * A stream at one moment, as much of it as is remembered.
 *
 * @param at UTC
 * @param records how many there were, by stage; stages that could not be seen are missing
 * @param waitingRecords what waited, by hop; hops that could not be seen are missing
 */
record FlowSample(Instant at, Map<StreamFlow.Stage, Long> records, Map<Hop, Long> waitingRecords) {}
