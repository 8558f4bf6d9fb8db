package dev.streamify.batch.metrics;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.streams.StreamHealth;
import jakarta.inject.Singleton;
import java.util.List;

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

  /** Verdicts on streams. */
  public void update(List<StreamHealth> healths) {
    streams.update(healths);
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
