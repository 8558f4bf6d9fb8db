package dev.streamify.batch.sinks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Connect said at a moment.
 *
 * @param at when, UTC
 * @param trouble why it could not be asked; absent when it answered
 * @param sinks all sinks of the contract, then connectors that it does not know; empty when it did
 *     not answer
 */
public record ConnectSnapshot(Instant at, Optional<String> trouble, List<SinkState> sinks) {
  /** Copies the list. */
  public ConnectSnapshot {
    sinks = List.copyOf(sinks);
  }

  /** Connect did not answer. */
  static ConnectSnapshot away(Instant at, String trouble) {
    return new ConnectSnapshot(at, Optional.of(trouble), List.of());
  }

  /** Whether Connect answered. */
  public boolean isUp() {
    return trouble.isEmpty();
  }

  /** The connector of that name. */
  public Optional<SinkState> sink(String name) {
    return sinks.stream().filter(sink -> sink.name().equals(name)).findFirst();
  }
}
