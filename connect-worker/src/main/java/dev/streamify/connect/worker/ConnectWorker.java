package dev.streamify.connect.worker;

import java.util.Optional;
import org.apache.kafka.connect.cli.ConnectDistributed;

/**
 * Main class of the worker. Everything is set by environment variables; see {@link WorkerSettings}.
 *
 * <p>Exit codes: 0 asked to end, 2 settings with which it cannot start.
 */
public final class ConnectWorker {
  private ConnectWorker() {}

  /** Runs a worker in distributed mode until it is asked to end. */
  public static void main(String[] args) {
    try {
      WorkerSettings settings = WorkerSettings.of(System.getenv());
      Optional<WorkerMetrics> metrics = startMetrics(settings);
      SinkClients.prepare(System.getenv());
      // A shutdown hook of its own stops it.
      new ConnectDistributed().startConnect(settings.worker()).awaitStop();
      metrics.ifPresent(WorkerMetrics::close);
    } catch (UnusableSettingsException e) {
      System.err.println("connect-worker: " + e.getMessage());
      System.exit(2);
    }
  }

  private static Optional<WorkerMetrics> startMetrics(WorkerSettings settings) {
    return settings.metricsPort() == 0
        ? Optional.empty()
        : Optional.of(
            WorkerMetrics.start(
                settings.metricRules(), settings.metricsHost(), settings.metricsPort()));
  }
}
