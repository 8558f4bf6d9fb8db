package dev.streamify.local.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One line of the reconciliation: how many records of a stream are at each stage, over everything
 * that the data directory holds.
 *
 * @param produced records on the raw topic
 * @param enriched committed records on the enriched topic
 * @param deadLettered committed records on the dead-letter topic
 * @param bronze rows of the bronze table
 * @param silver rows of the silver table
 * @param duplicates bronze rows that deliver an event again
 * @param collisions events that lost their event id to another event, so that silver lacks them
 * @param missingOffsets raw offsets that are neither in bronze nor dead letters
 * @param doubledDeliveries raw offsets that are in bronze or dead letters more than once
 * @param holes where offsets are missing, as {@code partition:from-to}; the first ones only
 */
public record StreamCounts(
    @JsonProperty("produced") long produced,
    @JsonProperty("enriched") long enriched,
    @JsonProperty("dead_lettered") long deadLettered,
    @JsonProperty("bronze") long bronze,
    @JsonProperty("silver") long silver,
    @JsonProperty("duplicates") long duplicates,
    @JsonProperty("collisions") long collisions,
    @JsonProperty("missing_offsets") long missingOffsets,
    @JsonProperty("doubled_deliveries") long doubledDeliveries,
    @JsonProperty("holes") List<String> holes) {

  /** Whether every record is accounted for, once, from stage to stage. */
  boolean reconciled() {
    return produced == enriched + deadLettered
        && enriched == bronze
        && bronze == silver + duplicates + collisions
        && missingOffsets == 0
        && doubledDeliveries == 0;
  }
}
