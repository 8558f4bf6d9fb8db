package dev.streamify.batch.alerts;

import dev.streamify.batch.sinks.ConnectSnapshot;
import dev.streamify.batch.sinks.ConnectorState;
import dev.streamify.batch.sinks.SinkState;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sinks that have failed, are missing, or stand still on purpose. */
@Singleton
class SinkConditions implements ConditionSource {
  private final List<String> names;

  SinkConditions(EventContract contract) {
    this.names = contract.sinks().stream().map(SinkDefinition::connectorName).toList();
  }

  @Override
  public Stream<Condition> conditions(Seen seen) {
    ConnectSnapshot sinks = seen.sinks();
    return Stream.concat(
        sinks
            .trouble()
            // Where nobody asks Connect, nobody can tell.
            .filter(cause -> sinks.at().isAfter(Instant.EPOCH))
            .map(cause -> new Condition(AlertRule.CONNECT_DOWN, "", cause))
            .stream(),
        names.stream().flatMap(name -> sinks.sink(name).flatMap(SinkConditions::wrong).stream()));
  }

  private static Optional<Condition> wrong(SinkState sink) {
    String name = sink.name();
    if (sink.state() == ConnectorState.MISSING) {
      return Optional.of(
          new Condition(
              AlertRule.SINK_MISSING,
              name,
              "the sink %s is not registered: POST connect-config/sinks/%s.json to the worker"
                  .formatted(name, name)));
    }
    if (sink.hasFailed()) {
      return Optional.of(
          new Condition(
              AlertRule.SINK_FAILED,
              name,
              "%s: GET /api/v1/sinks/%s has the trace; mend the cause, then POST /api/v1/sinks/%s/restart"
                  .formatted(sink.failure().orElse("no cause told"), name, name)));
    }
    return sink.isHeld()
        ? Optional.of(
            new Condition(
                AlertRule.SINK_PAUSED,
                name,
                "the sink %s is %s: POST /api/v1/sinks/%s/resume"
                    .formatted(name, sink.state(), name)))
        : Optional.empty();
  }

  @Override
  public Set<AlertRule> unknown(Seen seen) {
    return seen.sinks().trouble().isPresent()
        ? EnumSet.of(AlertRule.SINK_MISSING, AlertRule.SINK_FAILED, AlertRule.SINK_PAUSED)
        : Set.of();
  }
}
