package dev.streamify.batch.flow;

import java.time.Instant;
import java.util.Map;

/**
 * How a stream moved during one interval.
 *
 * @param at the interval's end, UTC
 * @param perSecond records per second that came to each stage; missing where one of the interval's
 *     ends could not be seen, or where there was less at its end, as after a topic or a table was
 *     made anew
 * @param waitingRecords what waited at its end, by hop
 */
public record FlowPoint(
    Instant at, Map<StreamFlow.Stage, Double> perSecond, Map<Hop, Long> waitingRecords) {
  /** Copies the maps. */
  public FlowPoint {
    perSecond = Map.copyOf(perSecond);
    waitingRecords = Map.copyOf(waitingRecords);
  }
}
