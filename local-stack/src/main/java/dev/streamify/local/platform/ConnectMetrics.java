package dev.streamify.local.platform;

import dev.streamify.connect.worker.UnusableSettingsException;
import dev.streamify.connect.worker.WorkerMetrics;
import dev.streamify.local.base.StackException;
import java.nio.file.Path;

/** The embedded Connect worker's metrics on loopback. */
public final class ConnectMetrics {
  private ConnectMetrics() {}

  /**
   * Starts to answer.
   *
   * @param rules the JMX exporter's configuration
   * @param port 1 to 65535
   * @throws StackException when the rules cannot be read or the port is taken
   */
  public static WorkerMetrics start(Path rules, int port) {
    try {
      return WorkerMetrics.start(rules, "127.0.0.1", port);
    } catch (UnusableSettingsException e) {
      throw StackException.unusable(e.getMessage() + " with --connect-metrics-port", e);
    }
  }
}
