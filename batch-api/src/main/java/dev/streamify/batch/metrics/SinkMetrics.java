package dev.streamify.batch.metrics;

import dev.streamify.batch.sinks.SinkMonitor;
import dev.streamify.batch.sinks.SinkState;
import dev.streamify.batch.sinks.SinksState;
import dev.streamify.contract.EventContract;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** States of the contract's sinks. */
@Singleton
class SinkMetrics {
  private static final Set<SinkState.State> OF_TASKS =
      EnumSet.complementOf(EnumSet.of(SinkState.State.MISSING, SinkState.State.STOPPED));

  private final GaugeSet up;
  private final GaugeSet states;
  private final GaugeSet tasks;
  private final List<String> names;

  SinkMetrics(MeterRegistry registry, EventContract contract, SinkMonitor monitor) {
    this.up =
        new GaugeSet(
            registry, "streamify.connect.up", "1 when the worker's REST interface answers");
    this.states =
        new GaugeSet(
            registry,
            "streamify.connector.state",
            "1 for the state that the connector is in",
            "connector",
            "state");
    this.tasks =
        new GaugeSet(
            registry,
            "streamify.connector.tasks",
            "Tasks of a connector in a state",
            "connector",
            "state");
    this.names = contract.sinks().stream().map(sink -> sink.connectorName()).toList();
    for (String name : names) {
      FunctionCounter.builder(
              "streamify.connector.task.restarts", monitor, seen -> seen.restarts(name))
          .description("Restarts after failures")
          .tag("connector", name)
          .register(registry);
    }
  }

  void update(SinksState seen) {
    up.set(seen.trouble().isPresent() ? 0 : 1);
    if (seen.trouble().isPresent()) {
      states.forget();
      tasks.forget();
      return;
    }
    names.forEach(name -> seen.sink(name).ifPresent(this::update));
  }

  private void update(SinkState sink) {
    for (SinkState.State state : SinkState.State.values()) {
      states.set(sink.state() == state ? 1 : 0, sink.name(), state.name());
    }
    for (SinkState.State state : OF_TASKS) {
      tasks.set(
          sink.tasks().stream().filter(task -> task.state() == state).count(),
          sink.name(),
          state.name());
    }
  }
}
