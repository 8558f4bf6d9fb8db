package dev.streamify.local.platform;

import dev.streamify.local.base.StackException;
import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import javax.management.MalformedObjectNameException;

/**
 * The Connect worker's metrics at {@code /metrics}, in Prometheus' format: what the JMX exporter's
 * agent does in a worker of its own, for the one in this JVM.
 */
public final class ConnectMetrics implements AutoCloseable {
  private final HTTPServer server;

  private ConnectMetrics(HTTPServer server) {
    this.server = server;
  }

  /**
   * Starts to answer on loopback.
   *
   * @param rules the JMX exporter's configuration
   * @param port 1 to 65535
   * @throws StackException when the rules cannot be read or the port is taken
   */
  public static ConnectMetrics start(Path rules, int port) {
    PrometheusRegistry registry = new PrometheusRegistry();
    try {
      new JmxCollector(rules.toFile()).register(registry);
    } catch (IOException | MalformedObjectNameException | RuntimeException e) {
      throw StackException.unusable(
          "cannot use the metric rules %s: %s".formatted(rules, e.getMessage()), e);
    }
    try {
      return new ConnectMetrics(
          HTTPServer.builder()
              .inetAddress(InetAddress.getLoopbackAddress())
              .port(port)
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw StackException.unusable(
          "cannot serve the Connect worker's metrics at port %d (%s): choose another with --connect-metrics-port"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
