package dev.streamify.batch.alerts;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.sinks.ConnectSnapshot;
import dev.streamify.batch.streams.StreamHealth;
import java.util.List;

/**
 * What was seen in one look at everything.
 *
 * @param sinks the connectors
 * @param flow Kafka and the tables
 * @param streams what it means for the streams
 * @param runs the runs
 * @param engine the engine
 */
public record Seen(
    ConnectSnapshot sinks,
    FlowState flow,
    List<StreamHealth> streams,
    RunsState runs,
    Engine.EngineHealth engine) {
  /** Copies the list. */
  public Seen {
    streams = List.copyOf(streams);
  }
}
