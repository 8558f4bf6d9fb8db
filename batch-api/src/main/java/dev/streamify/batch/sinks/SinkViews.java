package dev.streamify.batch.sinks;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sinks as they are told to people. */
@Singleton
class SinkViews {
  private final EventContract contract;
  private final SinkRestarts restarts;

  SinkViews(EventContract contract, SinkRestarts restarts) {
    this.contract = contract;
    this.restarts = restarts;
  }

  /** A sink with what the contract says of it. */
  SinkView view(SinkState state) {
    Optional<SinkDefinition> definition =
        contract.sinks().stream()
            .filter(sink -> sink.connectorName().equals(state.name()))
            .findFirst();
    Restarts soFar = restarts.soFar();
    return new SinkView(
        state.name(),
        state.known(),
        state.state(),
        state.worker(),
        state.trace(),
        state.tasks().stream()
            .map(task -> new TaskView(task.id(), task.state(), task.worker(), task.trace()))
            .toList(),
        definition.map(SinkDefinition::topics).orElse(List.of()),
        definition.map(sink -> sink.table().name()),
        definition.map(SinkDefinition::controlTopic),
        definition
            .map(sink -> List.of(sink.consumerGroup(), sink.coordinatorGroup()))
            .orElse(List.of()),
        soFar.tried(state.name()),
        soFar.hasGivenUp(state.name()));
  }

  /**
   * All sinks.
   *
   * @param at when Connect said so, UTC
   * @param sinks those of the contract first
   */
  public record SinkList(Instant at, List<SinkView> sinks) {}

  /**
   * A sink.
   *
   * @param name the connector's name
   * @param known whether the contract has it
   * @param state what it is; RUNNING does not say that data lands
   * @param worker who has it
   * @param trace why it failed
   * @param tasks its tasks
   * @param topics what it reads
   * @param table where it writes
   * @param controlTopic over which its tasks agree on a commit
   * @param consumerGroups of its tasks, and of the coordinator of its commits
   * @param restartsTried restarts by this replica that are not forgotten yet
   * @param leftFailed whether it is not restarted by itself any more
   */
  public record SinkView(
      String name,
      boolean known,
      ConnectorState state,
      Optional<String> worker,
      Optional<String> trace,
      List<TaskView> tasks,
      List<String> topics,
      Optional<String> table,
      Optional<String> controlTopic,
      List<String> consumerGroups,
      int restartsTried,
      boolean leftFailed) {}

  /**
   * A task.
   *
   * @param id from 0
   * @param state what it is
   * @param worker who has it
   * @param trace why it failed
   */
  public record TaskView(
      int id, ConnectorState state, Optional<String> worker, Optional<String> trace) {}
}
