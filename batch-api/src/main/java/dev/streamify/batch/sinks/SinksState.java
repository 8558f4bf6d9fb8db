package dev.streamify.batch.sinks;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All connectors at one moment.
 *
 * @param seenAt that moment, UTC
 * @param trouble why the worker does not answer; absent when it does
 * @param sinks by name: those of the contract, missing ones too, and whatever else is registered;
 *     none while the worker does not answer
 */
public record SinksState(Instant seenAt, Optional<String> trouble, Map<String, SinkState> sinks) {
  /** Copies the map. */
  public SinksState {
    sinks = Map.copyOf(sinks);
  }

  /** The connector of that name; absent while nobody knows. */
  public Optional<SinkState> sink(String name) {
    return Optional.ofNullable(sinks.get(name));
  }
}
