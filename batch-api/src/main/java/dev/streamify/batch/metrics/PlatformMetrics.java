package dev.streamify.batch.metrics;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.history.RunsState;
import jakarta.inject.Singleton;

/** Tells Prometheus what was looked at. */
@Singleton
public class PlatformMetrics {
  private final KafkaMetrics kafka;
  private final StreamMetrics streams;
  private final TableMetrics tables;
  private final RunMetrics runs;
  private final ReconciliationMetrics reconciliation;

  PlatformMetrics(
      KafkaMetrics kafka,
      StreamMetrics streams,
      TableMetrics tables,
      RunMetrics runs,
      ReconciliationMetrics reconciliation) {
    this.kafka = kafka;
    this.streams = streams;
    this.tables = tables;
    this.runs = runs;
    this.reconciliation = reconciliation;
  }

  /** Topics, groups, streams, tables. */
  public void update(FlowState flow) {
    kafka.update(flow);
    streams.update(flow);
    tables.update(flow);
  }

  /** Runs and what they found. */
  public void update(RunsState state) {
    runs.update(state);
    reconciliation.update(state);
  }

  /** The engine. */
  public void update(Engine.EngineHealth health) {
    runs.update(health);
  }
}
