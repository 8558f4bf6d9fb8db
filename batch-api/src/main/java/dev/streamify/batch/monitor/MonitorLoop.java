package dev.streamify.batch.monitor;

import dev.streamify.batch.alerts.AlertMonitor;
import dev.streamify.batch.alerts.Seen;
import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.flow.ControlHistory;
import dev.streamify.batch.flow.FlowMonitor;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.loops.Loop;
import dev.streamify.batch.loops.Troubles;
import dev.streamify.batch.metrics.PlatformMetrics;
import dev.streamify.batch.sinks.SinkStates;
import dev.streamify.batch.streams.StreamHealth;
import dev.streamify.batch.streams.StreamHealths;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at everything every few seconds: first the flow, then the runs, then what is wrong. */
@Singleton
class MonitorLoop {
  private static final Logger LOG = Logger.getLogger(MonitorLoop.class);
  private static final Duration ENDING = Duration.ofSeconds(6);

  private final SinkStates sinks;
  private final FlowMonitor flow;
  private final ControlHistory control;
  private final StreamHealths streams;
  private final RunsMonitor runs;
  private final Engine engine;
  private final PlatformMetrics metrics;
  private final AlertMonitor alerts;
  private final BootstrapService bootstrap;
  private final MonitorConfig config;
  private final Troubles troubles = new Troubles(LOG);
  private Optional<Loop> loop = Optional.empty();

  MonitorLoop(
      SinkStates sinks,
      FlowMonitor flow,
      ControlHistory control,
      StreamHealths streams,
      RunsMonitor runs,
      Engine engine,
      PlatformMetrics metrics,
      AlertMonitor alerts,
      BootstrapService bootstrap,
      MonitorConfig config) {
    this.sinks = sinks;
    this.flow = flow;
    this.control = control;
    this.streams = streams;
    this.runs = runs;
    this.engine = engine;
    this.metrics = metrics;
    this.alerts = alerts;
    this.bootstrap = bootstrap;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    loop =
        Optional.of(
            Loop.of(
                    "monitor",
                    config.every(),
                    this::look,
                    troubles,
                    "The platform cannot be looked at")
                .lastly(alerts::stop)
                .start());
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    // It has clients open that must not be closed under it.
    if (loop.isPresent()) {
      loop.get().end(ENDING);
    }
  }

  private void look() {
    FlowState seen = flow.look();
    metrics.update(seen);
    seen.kafka()
        .ifPresent(
            kafka ->
                troubles.guarded("Control topics do not get shorter", () -> control.look(kafka)));
    List<StreamHealth> healths = streams.all();
    metrics.update(healths);
    Engine.EngineHealth health = engine.health();
    metrics.update(health);
    RunsState state = runs.look();
    metrics.update(state);
    // Before the tables are made, everything would be missing.
    if (bootstrap.state() instanceof BootstrapState.Done) {
      alerts.look(new Seen(sinks.latest(), seen, healths, state, health));
    }
  }
}
