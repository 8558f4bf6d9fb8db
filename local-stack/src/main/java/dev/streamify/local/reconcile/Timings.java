package dev.streamify.local.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long the stages took, in seconds.
 *
 * @param startSeconds from start to everything ready
 * @param feedSeconds from the first event of this start's loads to the last
 * @param bronzeSeconds from the first event until bronze held all
 * @param bronzeFreshnessSeconds from the last event until bronze held all
 * @param silverSeconds the silver runs, from the first request to the last result
 * @param eventsPerSecond records fed per second of {@code feedSeconds}
 * @param bronzeEventsPerSecond records fed per second of {@code bronzeSeconds}
 */
public record Timings(
    @JsonProperty("start_seconds") double startSeconds,
    @JsonProperty("feed_seconds") double feedSeconds,
    @JsonProperty("bronze_seconds") double bronzeSeconds,
    @JsonProperty("bronze_freshness_seconds") double bronzeFreshnessSeconds,
    @JsonProperty("silver_seconds") double silverSeconds,
    @JsonProperty("feed_events_per_second") long eventsPerSecond,
    @JsonProperty("bronze_events_per_second") long bronzeEventsPerSecond) {}
