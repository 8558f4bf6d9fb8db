package dev.streamify.batch.sinks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that answers as a Connect worker does. */
public final class ConnectStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, Object> statuses = new ConcurrentHashMap<>();
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private volatile Optional<Integer> refusal = Optional.empty();
  private volatile Optional<String> authorization = Optional.empty();

  private ConnectStub(HttpServer server) {
    this.server = server;
  }

  static ConnectStub start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ConnectStub stub = new ConnectStub(server);
      server.createContext("/", stub::answer);
      server.start();
      return stub;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Registers a connector, or changes what it and its tasks are. */
  ConnectStub with(String connector, String state, String... tasks) {
    statuses.put(connector, status(connector, state, tasks));
    return this;
  }

  void without(String connector) {
    statuses.remove(connector);
  }

  /** Every request gets that status from now on. */
  void refuse(int status) {
    refusal = Optional.of(status);
  }

  void refuseNoMore() {
    refusal = Optional.empty();
  }

  /** What was asked to be changed, and forgets it: {@code METHOD /path}. */
  List<String> changes() {
    List<String> all = List.copyOf(changes);
    changes.clear();
    return all;
  }

  Optional<String> authorization() {
    return authorization;
  }

  private static Map<String, Object> status(String connector, String state, String... tasks) {
    List<Map<String, Object>> list = new CopyOnWriteArrayList<>();
    for (String task : tasks) {
      Map<String, Object> one = part(task);
      one.put("id", list.size());
      list.add(one);
    }
    return Map.of(
        "status",
        Map.of("name", connector, "connector", part(state), "tasks", list, "type", "sink"));
  }

  private static Map<String, Object> part(String state) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("state", state);
    part.put("worker_id", "127.0.0.1:8083");
    if (state.equals("FAILED")) {
      part.put("trace", "java.lang.IllegalStateException: no such table\n\tat x.Y.z");
    }
    return part;
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    String path = exchange.getRequestURI().toString();
    if (refusal.isPresent()) {
      send(exchange, refusal.get(), "{\"error_code\":%d}".formatted(refusal.get()));
    } else if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, JSON.writeValueAsString(statuses));
    } else if (statuses.containsKey(connector(path))) {
      changes.add(exchange.getRequestMethod() + " " + path);
      send(exchange, 202, "");
    } else {
      send(exchange, 404, "{\"error_code\":404}");
    }
  }

  private static String connector(String path) {
    return path.replaceFirst("^/connectors/([^/?]*).*", "$1");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
