package dev.streamify.enrich.topology;

import dev.streamify.contract.EventTimeBounds;

/**
 * What a deployment can choose about enrichment itself.
 *
 * @param eventTime the event times that are believed
 * @param limits the largest records that topics take
 */
public record TopologySettings(EventTimeBounds eventTime, RecordLimits limits) {
  /** What holds when nothing is chosen. */
  public static final TopologySettings DEFAULT =
      new TopologySettings(EventTimeBounds.DEFAULT, RecordLimits.OF_CONTRACT);
}
