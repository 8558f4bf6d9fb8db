package dev.streamify.batch.sinks;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The sinks of the contract as metrics, from the newest snapshot; all 0 while Connect is away. */
@Singleton
class SinkMetrics {
  private static final Set<ConnectorState> OF_TASKS =
      EnumSet.complementOf(EnumSet.of(ConnectorState.STOPPED, ConnectorState.MISSING));

  private final EventContract contract;
  private final SinkStates states;
  private final MeterRegistry meters;
  private final List<Gauge> gauges = new ArrayList<>();

  SinkMetrics(EventContract contract, SinkStates states, MeterRegistry meters) {
    this.contract = contract;
    this.states = states;
    this.meters = meters;
  }

  void onStart(@Observes StartupEvent event) {
    gauges.add(
        Gauge.builder("streamify.connect.up", states, known -> known.latest().isUp() ? 1 : 0)
            .description("1 when the worker's REST interface answers")
            .register(meters));
    for (SinkDefinition sink : contract.sinks()) {
      String name = sink.connectorName();
      for (ConnectorState state : ConnectorState.values()) {
        connector(name, state);
      }
      OF_TASKS.forEach(state -> tasks(name, state));
      SinkRestarts.restarted(meters, name);
    }
  }

  // The registry outlives an application that is started again in the same JVM, as tests do, and
  // would go on asking the states of the one before.
  void onStop(@Observes ShutdownEvent event) {
    gauges.forEach(meters::remove);
  }

  private void connector(String name, ConnectorState state) {
    gauges.add(
        Gauge.builder(
                "streamify.connector.state",
                states,
                known ->
                    known.latest().sink(name).filter(sink -> sink.state() == state).isPresent()
                        ? 1
                        : 0)
            .description("1 for what the connector is, 0 for the others")
            .tags("connector", name, "state", state.name())
            .register(meters));
  }

  private void tasks(String name, ConnectorState state) {
    gauges.add(
        Gauge.builder(
                "streamify.connector.tasks",
                states,
                known -> known.latest().sink(name).map(sink -> sink.tasks(state)).orElse(0L))
            .description("Tasks in that state")
            .tags("connector", name, "state", state.name())
            .register(meters));
  }
}
