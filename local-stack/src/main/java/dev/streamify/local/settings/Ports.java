package dev.streamify.local.settings;

import dev.streamify.local.base.Await;
import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * The loopback ports of a running stack, all of them fixed numbers.
 *
 * @param kafka the broker
 * @param controller the broker's own controller listener
 * @param catalog the catalogue's database
 * @param connect Kafka Connect's REST API
 * @param connectMetrics the Connect worker's metrics
 * @param enrich enrich-streams' health and metrics
 * @param batch batch-api
 * @param spark Spark Connect
 * @param sparkUi Spark's web interface
 */
public record Ports(
    int kafka,
    int controller,
    int catalog,
    int connect,
    int connectMetrics,
    int enrich,
    int batch,
    int spark,
    int sparkUi) {
  /** How long the children of a stack that was killed may take to end. */
  private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(4);

  /**
   * A free port where {@code port} is 0, else that port.
   *
   * @param option the argument that chose it, for the message
   * @param port 0 to 65535
   * @throws StackException when the port is taken or none
   */
  public static int free(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw StackException.unusable(
          "%s %d is no port: give 1 to 65535, or 0 for any free one".formatted(option, port));
    }
    int[] bound = new int[1];
    Await.within(RELEASE_TIMEOUT, () -> tryBind(port, bound));
    if (bound[0] == 0) {
      throw StackException.unusable(
          "port %d is in use: stop what listens there, or choose another with %s (0 = any free one)"
              .formatted(port, option));
    }
    return bound[0];
  }

  private static boolean tryBind(int port, int[] bound) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      bound[0] = socket.getLocalPort();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
