package dev.streamify.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class S3ProxyTest {
  private static final String TEXT = "x".repeat(100_000);

  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private HttpServer server;
  private S3Proxy proxy;
  private HttpClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::serve);
    server.start();
    proxy = S3Proxy.start(server.getAddress().getPort(), 1);
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void objects_go_through_with_their_headers_and_under_the_host_that_was_asked_for()
      throws Exception {
    assertThat(put("/b/event_date=2026-01-01/a%20b?x=y", TEXT)).isEqualTo(200);

    HttpResponse<String> read = get("/b/event_date=2026-01-01/a%20b?x=y");
    assertThat(read.body()).isEqualTo(TEXT);
    assertThat(read.headers().firstValue("x-host")).hasValue("127.0.0.1:" + proxy.port());
    HttpResponse<String> head = send("HEAD", "/b/event_date=2026-01-01/a%20b?x=y", "");
    assertThat(head.headers().firstValue("content-length")).hasValue("100000");
  }

  @Test
  void most_requests_are_refused_as_S3_refuses_them_and_are_not_done() throws Exception {
    proxy.suffer(S3Proxy.Trouble.ERRORS);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      int status = put("/b/" + i, TEXT);
      assertThat(status).isIn(200, 500, 503);
      assertThat(objects.containsKey("/b/" + i)).isEqualTo(status == 200);
      refused += status == 200 ? 0 : 1;
    }

    assertThat(refused).isBetween(10, 39).isEqualTo(proxy.hit());
    assertThat(proxy.requests()).isEqualTo(40);
    proxy.suffer(S3Proxy.Trouble.NONE);
    assertThat(put("/b/after", TEXT)).isEqualTo(200);
  }

  @Test
  void of_some_writes_nobody_learns_that_they_were_done() throws Exception {
    proxy.suffer(S3Proxy.Trouble.TRUNCATION);
    for (int i = 0; i < 20; i++) {
      try {
        put("/b/" + i, TEXT);
      } catch (IOException noAnswer) {
        // It is there all the same.
      }
      assertThat(objects).containsKey("/b/" + i);
    }

    assertThat(proxy.hit()).isBetween(1, proxy.requests() - 1);
  }

  @Test
  void of_some_reads_only_a_part_comes() throws Exception {
    put("/b/a", TEXT);
    proxy.suffer(S3Proxy.Trouble.TRUNCATION);
    int broken = 0;
    for (int i = 0; i < 20; i++) {
      try {
        assertThat(get("/b/a").body()).isEqualTo(TEXT);
      } catch (IOException brokenOff) {
        broken++;
      }
    }

    assertThat(broken).isBetween(1, 19);
  }

  @Test
  void latency_changes_no_answer() throws Exception {
    proxy.suffer(S3Proxy.Trouble.LATENCY);
    long start = System.nanoTime();

    assertThat(put("/b/a", TEXT)).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThan(199_000_000L);
  }

  @Test
  void nothing_is_done_while_it_is_away() {
    proxy.suffer(S3Proxy.Trouble.AWAY);

    assertThatThrownBy(() -> put("/b/a", TEXT)).isInstanceOf(IOException.class);
    assertThat(objects).isEmpty();
  }

  private int put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body).statusCode();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void serve(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    exchange.getResponseHeaders().set("x-host", exchange.getRequestHeaders().getFirst("Host"));
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(name, body);
        exchange.sendResponseHeaders(200, -1);
      }
      case "HEAD" -> {
        exchange
            .getResponseHeaders()
            .set("Content-Length", Integer.toString(objects.get(name).length()));
        exchange.sendResponseHeaders(200, -1);
      }
      default -> {
        byte[] text = objects.get(name).getBytes(UTF_8);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
      }
    }
    exchange.close();
  }
}
