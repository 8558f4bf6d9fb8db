package dev.streamify.batch.alerts;

import dev.streamify.batch.flow.Hop;
import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.sinks.ConnectorState;
import dev.streamify.batch.streams.StreamHealth;
import dev.streamify.batch.streams.StreamStatus;
import dev.streamify.batch.streams.Trouble;
import dev.streamify.contract.EventContract;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is wrong on the streams' way. Nothing is said of what follows from something else. */
@Singleton
class StreamConditions implements ConditionSource {
  private static final Set<AlertRule> THROUGH_KAFKA =
      EnumSet.of(
          AlertRule.ENRICHMENT_STALLED,
          AlertRule.ENRICHMENT_LATE,
          AlertRule.SINK_STALLED,
          AlertRule.SINK_LATE,
          AlertRule.OFFSETS_BACKWARDS,
          AlertRule.SINK_FLOOR_AHEAD,
          AlertRule.COORDINATOR_COUNT);

  private static final Set<AlertRule> THROUGH_CATALOG =
      EnumSet.of(
          AlertRule.SINK_STALLED,
          AlertRule.SINK_LATE,
          AlertRule.SILVER_STALLED,
          AlertRule.SILVER_LATE,
          AlertRule.DEAD_LETTER_SHARE,
          AlertRule.SINK_FLOOR_AHEAD);

  private final EventContract contract;

  StreamConditions(EventContract contract) {
    this.contract = contract;
  }

  @Override
  public Stream<Condition> conditions(Seen seen) {
    Set<AlertRule> unknown = unknown(seen);
    return Stream.of(
            seen.streams().stream().flatMap(health -> troubles(seen, health)),
            floors(seen),
            seen.flow().kafka().stream().flatMap(this::coordinators))
        .flatMap(found -> found)
        .filter(condition -> !unknown.contains(condition.rule()));
  }

  @Override
  public Set<AlertRule> unknown(Seen seen) {
    Set<AlertRule> unknown = EnumSet.noneOf(AlertRule.class);
    if (seen.flow().kafka().isEmpty()) {
      unknown.addAll(THROUGH_KAFKA);
    }
    if (seen.flow().catalogTrouble().isPresent()) {
      unknown.addAll(THROUGH_CATALOG);
    }
    if (!seen.engine().reachable()) {
      // Runs cannot do anything about it.
      unknown.addAll(EnumSet.of(AlertRule.SILVER_STALLED, AlertRule.SILVER_LATE));
    }
    return unknown;
  }

  private Stream<Condition> troubles(Seen seen, StreamHealth health) {
    return health.troubles().stream()
        .filter(trouble -> !isToldBySink(seen, health, trouble))
        .flatMap(
            trouble ->
                rule(trouble).stream()
                    .map(rule -> new Condition(rule, health.stream(), trouble.cause())));
  }

  /** A sink that has failed or is missing has an alert of its own. */
  private boolean isToldBySink(Seen seen, StreamHealth health, Trouble trouble) {
    if (trouble.hop().filter(Hop::isLanding).isEmpty()) {
      return false;
    }
    return seen.sinks().trouble().isPresent()
        || contract.stream(health.stream())
            .map(
                stream ->
                    trouble.hop().get() == Hop.LAND
                        ? stream.enrichedTopic()
                        : stream.deadLetterTopic())
            .stream()
            .flatMap(
                topic -> contract.sinks().stream().filter(sink -> sink.topics().contains(topic)))
            .flatMap(sink -> seen.sinks().sink(sink.connectorName()).stream())
            .anyMatch(state -> state.hasFailed() || state.state() == ConnectorState.MISSING);
  }

  private static Optional<AlertRule> rule(Trouble trouble) {
    boolean stalled = trouble.status() == StreamStatus.STALLED;
    return switch (trouble.status()) {
      case STALLED, LATE ->
          trouble
              .hop()
              .map(
                  hop ->
                      switch (hop) {
                        case ENRICH ->
                            stalled ? AlertRule.ENRICHMENT_STALLED : AlertRule.ENRICHMENT_LATE;
                        case LAND, LAND_DEAD_LETTERS ->
                            stalled ? AlertRule.SINK_STALLED : AlertRule.SINK_LATE;
                        case DEDUP -> stalled ? AlertRule.SILVER_STALLED : AlertRule.SILVER_LATE;
                      });
      case DEAD_LETTERING -> Optional.of(AlertRule.DEAD_LETTER_SHARE);
      case OK, UNKNOWN -> Optional.empty();
    };
  }

  private static Stream<Condition> floors(Seen seen) {
    return seen.flow().floors().entrySet().stream()
        .filter(floor -> floor.getValue() > 0)
        .map(
            floor ->
                new Condition(
                    AlertRule.SINK_FLOOR_AHEAD,
                    floor.getKey(),
                    "the table's snapshots are %d offsets ahead of control_%s: the topic was made anew, and nothing is committed until it has caught up; give the sink another control topic (iceberg.control.topic) and delete this one"
                        .formatted(floor.getValue(), floor.getKey())));
  }

  private Stream<Condition> coordinators(KafkaState kafka) {
    return contract.sinks().stream()
        .flatMap(
            sink ->
                kafka.group(sink.coordinatorGroup()).stream()
                    .filter(
                        coordinator ->
                            coordinator.members() != 1 && members(kafka, sink.consumerGroup()) > 0))
        .map(
            coordinator ->
                new Condition(
                    AlertRule.COORDINATOR_COUNT,
                    coordinator.id(),
                    "the group %s has %d members: a sink has one coordinator, else commits are missing or doubled; restart the connector"
                        .formatted(coordinator.id(), coordinator.members())));
  }

  private static int members(KafkaState kafka, String group) {
    return kafka.group(group).map(GroupState::members).orElse(0);
  }
}
