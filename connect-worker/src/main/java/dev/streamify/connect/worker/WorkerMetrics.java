package dev.streamify.connect.worker;

import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import javax.management.MalformedObjectNameException;

/**
 * The metrics of the worker in this JVM at {@code /metrics}, in Prometheus' format, as the JMX
 * exporter's agent would serve them.
 */
public final class WorkerMetrics implements AutoCloseable {
  private final HTTPServer server;

  private WorkerMetrics(HTTPServer server) {
    this.server = server;
  }

  /**
   * Starts to answer.
   *
   * @param rules the JMX exporter's configuration
   * @param host address to listen on
   * @param port 1 to 65535
   * @throws UnusableSettingsException when the rules cannot be read or the port is taken
   */
  public static WorkerMetrics start(Path rules, String host, int port) {
    PrometheusRegistry registry = new PrometheusRegistry();
    try {
      new JmxCollector(rules.toFile()).register(registry);
    } catch (IOException | MalformedObjectNameException | RuntimeException e) {
      throw new UnusableSettingsException(
          "cannot use the metric rules %s (%s): give connect-config/jmx-exporter.yml"
              .formatted(rules, e.getMessage()),
          e);
    }
    try {
      return new WorkerMetrics(
          HTTPServer.builder()
              .inetAddress(InetAddress.getByName(host))
              .port(port)
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw new UnusableSettingsException(
          "cannot serve the Connect worker's metrics on %s port %d (%s): choose another port"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
