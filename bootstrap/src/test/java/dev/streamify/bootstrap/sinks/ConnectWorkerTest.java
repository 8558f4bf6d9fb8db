package dev.streamify.bootstrap.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.streamify.bootstrap.base.Patience;
import dev.streamify.bootstrap.http.JsonApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectWorkerTest {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));
  private static final String SINK = "org.apache.iceberg.connect.IcebergSinkConnector";

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private ConnectWorker worker;

  @BeforeEach
  void aWorkerThatStarts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    worker = new ConnectWorker(new JsonApi(url, Optional.empty(), Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** As Kafka Connect 4.3 does before it has all of its resources: 404, and JSON. */
  private void answer(HttpExchange exchange) throws IOException {
    boolean starting = requests.incrementAndGet() % 2 == 1;
    byte[] body =
        (starting
                ? "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"
                : "[{\"class\":\"%s\"}]".formatted(SINK))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(starting ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void aWorkerThatStartsIsNotTakenForOneWithoutPlugins() {
    worker.awaitAnswer(PATIENCE);
    assertThat(requests).hasValue(2);

    assertThat(worker.hasPlugin(SINK, PATIENCE)).isTrue();
    assertThat(requests).hasValue(4);
  }
}
