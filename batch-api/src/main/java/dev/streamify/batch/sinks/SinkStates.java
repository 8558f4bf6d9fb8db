package dev.streamify.batch.sinks;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Connect last said of the sinks. */
@Singleton
public class SinkStates {
  private final EventContract contract;
  private final ConnectClient client;
  private final ConnectAnswers answers;
  private final Clock clock;
  private volatile ConnectSnapshot latest =
      ConnectSnapshot.away(Instant.EPOCH, "Kafka Connect was not asked yet");

  SinkStates(EventContract contract, ConnectClient client, Clock clock) {
    this.contract = contract;
    this.client = client;
    this.clock = clock;
    Set<String> known = new TreeSet<>();
    contract.sinks().forEach(sink -> known.add(sink.connectorName()));
    this.answers = new ConnectAnswers(known);
  }

  /** The newest snapshot; nobody is asked. Before the first one, Connect counts as away. */
  public ConnectSnapshot latest() {
    return latest;
  }

  /** How old the newest snapshot is. */
  public Duration age() {
    return Duration.between(latest.at(), clock.instant());
  }

  /** The newest snapshot, or a new one when it is older than that. */
  synchronized ConnectSnapshot notOlderThan(Duration age) {
    return age().compareTo(age) > 0 ? look() : latest;
  }

  /** Asks Connect. When it does not answer, the snapshot says so. */
  synchronized ConnectSnapshot look() {
    try {
      List<SinkState> told = answers.read(client.connectors());
      latest = new ConnectSnapshot(clock.instant(), Optional.empty(), withMissing(told));
    } catch (ConnectException e) {
      latest = ConnectSnapshot.away(clock.instant(), e.getMessage());
    }
    return latest;
  }

  private List<SinkState> withMissing(List<SinkState> told) {
    List<SinkState> all = new ArrayList<>();
    for (SinkDefinition sink : contract.sinks()) {
      String name = sink.connectorName();
      all.add(
          told.stream()
              .filter(state -> state.name().equals(name))
              .findFirst()
              .orElseGet(() -> SinkState.missing(name)));
    }
    told.stream().filter(state -> !state.known()).forEach(all::add);
    return all;
  }
}
