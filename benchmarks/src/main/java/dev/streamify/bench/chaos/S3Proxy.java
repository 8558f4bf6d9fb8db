package dev.streamify.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before an S3 server and knows what a request is: some can fail as S3 fails them, all can
 * be slow, some answers can break off in the middle.
 */
final class S3Proxy implements AutoCloseable {
  /** What requests suffer. */
  enum Trouble {
    /** Nothing. */
    NONE,
    /** Most are answered with 503 SlowDown or 500 InternalError and not done. */
    ERRORS,
    /** All are held up for 0.2 to 3 seconds. */
    LATENCY,
    /** Half of them are done, and the connection ends in the middle of the answer, or before it. */
    TRUNCATION,
    /** The connection ends before anything is done. */
    AWAY
  }

  // Clients try six times: of eight operations one fails all the same.
  private static final double SHARE_OF_ERRORS = 0.7;
  private static final double SHARE_OF_TRUNCATED = 0.5;
  private static final int LEAST_DELAY_MS = 200;
  private static final int MOST_DELAY_MS = 3_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  // Of a connection each: not to be passed on. Lengths are set anew from the body.
  private static final Set<String> NOT_FORWARDED =
      Set.of("connection", "content-length", "date", "expect", "transfer-encoding", "upgrade");

  private final HttpServer server;
  private final HttpClient client;
  private final ExecutorService threads = Executors.newCachedThreadPool(S3Proxy::daemon);
  private final int target;
  private final Random random;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger hit = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;

  private S3Proxy(HttpServer server, int target, long seed) {
    this.server = server;
    this.target = target;
    this.random = new Random(seed);
    this.client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Listens on a free loopback port.
   *
   * @param target the server's loopback port
   * @param seed of which requests suffer
   */
  static S3Proxy start(int target, long seed) {
    // Signatures are over the host that the client asked for. All are read when first used.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    // Shorter than the server's own: a connection that it just closed would fail a request.
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      return new S3Proxy(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100),
          target,
          seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** From now on requests suffer this, and are counted anew. */
  void suffer(Trouble next) {
    requests.set(0);
    hit.set(0);
    trouble = next;
  }

  /** Requests since the trouble changed. */
  int requests() {
    return requests.get();
  }

  /** How many of them suffered. */
  int hit() {
    return hit.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    // Closed without an answer, or with less of it than announced, the connection ends.
    try (exchange) {
      Trouble now = trouble;
      requests.incrementAndGet();
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (now) {
        case NONE -> answer(exchange, forward(exchange, body));
        case ERRORS -> {
          if (strikes(SHARE_OF_ERRORS)) {
            refuse(exchange);
          } else {
            answer(exchange, forward(exchange, body));
          }
        }
        case LATENCY -> {
          hit.incrementAndGet();
          delay();
          answer(exchange, forward(exchange, body));
        }
        case TRUNCATION -> {
          HttpResponse<byte[]> response = forward(exchange, body);
          if (strikes(SHARE_OF_TRUNCATED)) {
            breakOff(exchange, response);
          } else {
            answer(exchange, response);
          }
        }
        case AWAY -> hit.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean strikes(double share) {
    boolean strikes = random.nextDouble() < share;
    if (strikes) {
      hit.incrementAndGet();
    }
    return strikes;
  }

  private void delay() throws InterruptedException {
    Thread.sleep(LEAST_DELAY_MS + random.nextInt(MOST_DELAY_MS - LEAST_DELAY_MS));
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + target + exchange.getRequestURI().toString()))
            .timeout(TIMEOUT)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isForwarded(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private void refuse(HttpExchange exchange) throws IOException {
    boolean slowDown = random.nextBoolean();
    String code = slowDown ? "SlowDown" : "InternalError";
    byte[] body =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s, for a trial</Message></Error>
        """
            .formatted(code, code)
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(slowDown ? 503 : 500, -1);
    } else {
      send(exchange, slowDown ? 503 : 500, body, body.length);
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    headers(exchange, response);
    send(exchange, response.statusCode(), response.body(), response.body().length);
  }

  /** What was read breaks off half way; of what was written nobody learns that it was done. */
  private static void breakOff(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    if (exchange.getRequestMethod().equals("GET") && response.body().length > 1) {
      headers(exchange, response);
      send(exchange, response.statusCode(), response.body(), response.body().length / 2);
    }
  }

  private static void headers(HttpExchange exchange, HttpResponse<byte[]> response) {
    Headers headers = exchange.getResponseHeaders();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (isForwarded(name)) {
                headers.put(name, List.copyOf(values));
              }
            });
    if (exchange.getRequestMethod().equals("HEAD")) {
      response
          .headers()
          .firstValue("content-length")
          .ifPresent(length -> headers.set("Content-Length", length));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int sent)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (sent > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, sent);
      out.flush();
    }
  }

  private static boolean isForwarded(String header) {
    return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "s3-proxy");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
