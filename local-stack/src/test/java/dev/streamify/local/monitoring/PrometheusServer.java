package dev.streamify.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.local.http.JsonClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Prometheus with the project's configuration, that scrapes other ports. */
public final class PrometheusServer implements AutoCloseable {
  private final Process process;
  private final JsonClient api;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.api = new JsonClient(port);
  }

  /**
   * Starts it.
   *
   * @param folder for its files
   * @param ports by the port that the configuration names
   */
  public static PrometheusServer start(Path folder, Map<Integer, Integer> ports)
      throws IOException {
    Path program = Programs.require("prometheus");
    String config = Files.readString(MonitoringFiles.PROMETHEUS.resolve("prometheus.yml"));
    config = config.replace("rules/", MonitoringFiles.PROMETHEUS.resolve("rules") + "/");
    for (Map.Entry<Integer, Integer> port : ports.entrySet()) {
      config = config.replace("127.0.0.1:" + port.getKey(), "127.0.0.1:" + port.getValue());
    }
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, port);
    try {
      Awaitility.await("Prometheus answers")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> server.get("/api/v1/rules").path("status").asText().equals("success"));
    } catch (RuntimeException | AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** What its API answers. */
  public JsonNode get(String path) {
    return api.get(path).body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
