package dev.streamify.batch.streams;

import dev.streamify.batch.flow.FlowConfig;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.flow.Hop;
import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.sinks.ConnectorState;
import dev.streamify.batch.sinks.SinkState;
import dev.streamify.batch.sinks.SinkStates;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Names the likely cause of a trouble, and what to do. */
@Singleton
class StreamCauses {
  private final EventContract contract;
  private final FlowConfig config;
  private final SinkStates connectors;

  StreamCauses(EventContract contract, FlowConfig config, SinkStates connectors) {
    this.connectors = connectors;
    this.contract = contract;
    this.config = config;
  }

  String of(EventStream stream, Hop hop, FlowState state) {
    return switch (hop) {
      case ENRICH -> enrichment(state);
      case LAND -> sink(stream.bronzeSink(), state);
      case LAND_DEAD_LETTERS -> sink(contract.deadLetterSink(), state);
      case DEDUP ->
          "see GET /api/v1/runs?job=%s and GET /api/v1/sensors for why none has run"
              .formatted(stream.silverTable().name());
    };
  }

  private String enrichment(FlowState state) {
    String group = config.enrichGroup();
    return members(group, state) == 0
        ? "the group %s has no member: start enrich-streams".formatted(group)
        : "the group %s has members that commit nothing: see the health and the log of enrich-streams"
            .formatted(group);
  }

  private String sink(SinkDefinition sink, FlowState state) {
    String group = sink.consumerGroup();
    Optional<SinkState> connector = connectors.latest().sink(sink.connectorName());
    if (connector
        .filter(it -> it.state() != ConnectorState.RUNNING || it.hasFailed())
        .isPresent()) {
      return "the sink %s is %s%s: see GET /api/v1/sinks/%s"
          .formatted(
              sink.connectorName(),
              connector.get().hasFailed() ? ConnectorState.FAILED : connector.get().state(),
              connector.get().failure().map(why -> " (" + why + ")").orElse(""),
              sink.connectorName());
    }
    return members(group, state) == 0
        ? "the group %s has no member: is the sink running? see GET /api/v1/sinks/%s"
            .formatted(group, sink.connectorName())
        : "the sink consumes or waits, but nothing is committed to %s: see the worker's log and the group %s-coord"
            .formatted(sink.table().name(), group);
  }

  private static int members(String group, FlowState state) {
    return state.kafka().flatMap(kafka -> kafka.group(group)).map(GroupState::members).orElse(0);
  }

  String deadLetters(EventStream stream, double share) {
    return String.format(
        Locale.ROOT,
        "%.1f %% of what landed in the last five minutes was rejected: GET /api/v1/streams/%s has the"
            + " reasons, %s the records",
        share * 100,
        stream.name(),
        stream.deadLetterTopic());
  }
}
