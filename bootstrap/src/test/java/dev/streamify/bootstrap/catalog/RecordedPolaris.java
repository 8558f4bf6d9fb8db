package dev.streamify.bootstrap.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.streamify.bootstrap.catalog.PolarisRealm.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as Polaris does, and remembers every request that Polaris would refuse. */
final class RecordedPolaris implements AutoCloseable {
  static final Credential ROOT = new Credential("root", "of-the-roots-alone");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKENS = "/api/catalog/v1/oauth/tokens";
  private static final String MANAGEMENT = "/api/management/v1/";
  private static final String CATALOG = "/api/catalog/v1/";

  private final HttpServer server;
  private final ManagementContract contract = ManagementContract.recorded();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Map<String, String> tokens = new TreeMap<>();
  private final PolarisRealm realm = new PolarisRealm();
  private final List<String> catalogRequests = new CopyOnWriteArrayList<>();
  private int requests;
  private int last = Integer.MAX_VALUE;
  private int failing;

  RecordedPolaris() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  PolarisRealm realm() {
    return realm;
  }

  /** Requests that are not in the contract. */
  List<String> violations() {
    return violations;
  }

  /** How many requests there were since {@link #endAfter}. */
  int requests() {
    return requests;
  }

  /** As many requests are answered; then connections break, as those of a client that is killed. */
  void endAfter(int answered) {
    requests = 0;
    last = answered;
  }

  /** So many requests for a token are answered 503. */
  void startsLate(int refused) {
    failing = refused;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (++requests > last) {
        return;
      }
      String path = exchange.getRequestURI().getPath();
      Reply reply;
      if (path.equals(TOKENS)) {
        reply = token(form(exchange));
      } else {
        Optional<String> caller = caller(exchange);
        reply =
            caller.isEmpty()
                ? Reply.error(401, "not signed in")
                : path.startsWith(MANAGEMENT)
                    ? manage(exchange, caller.get(), path.substring(MANAGEMENT.length()))
                    : write(exchange, caller.get(), path.substring(CATALOG.length()));
      }
      byte[] body = JSON.writeValueAsBytes(reply.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      boolean empty = reply.status() == 204;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
      if (!empty) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String field : body.split("&", -1)) {
      String[] pair = field.split("=", 2);
      fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private Reply token(Map<String, String> form) {
    if (failing-- > 0) {
      return Reply.error(503, "starting");
    }
    if (!"client_credentials".equals(form.get("grant_type")) || !form.containsKey("scope")) {
      violations.add("token request with " + form.keySet());
    }
    Credential credential = new Credential(form.get("client_id"), form.get("client_secret"));
    if (!credential.equals(ROOT) && !realm.knows(credential)) {
      return Reply.error(401, "invalid_client");
    }
    String token = "token-%d".formatted(tokens.size());
    tokens.put(token, credential.clientId());
    ObjectNode answer = JSON.createObjectNode();
    answer.put("access_token", token).put("token_type", "bearer").put("expires_in", 3_600);
    return new Reply(200, answer);
  }

  private Optional<String> caller(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .map(header -> header.replaceFirst("^Bearer ", ""))
        .map(tokens::get);
  }

  private Reply manage(HttpExchange exchange, String caller, String path) throws IOException {
    List<String> segments = List.of(path.split("/"));
    var operation = contract.find(exchange.getRequestMethod(), segments);
    if (operation.isEmpty()) {
      violations.add(exchange.getRequestMethod() + " " + path);
      return Reply.error(405, "no such operation");
    }
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    List<String> problems = operation.get().problems(body);
    problems.forEach(problem -> violations.add(operation.get().text("name") + ": " + problem));
    if (!problems.isEmpty()) {
      return Reply.error(400, problems.toString());
    }
    if (!caller.equals(ROOT.clientId())) {
      return Reply.error(403, "not authorized for " + operation.get().text("name"));
    }
    return realm.answer(operation.get(), segments, body);
  }

  /** Iceberg's REST catalogue, as far as it shows what was granted. */
  private Reply write(HttpExchange exchange, String caller, String path) throws IOException {
    exchange.getRequestBody().readAllBytes();
    catalogRequests.add(exchange.getRequestMethod() + " " + path);
    if (path.equals("config")) {
      String warehouse = exchange.getRequestURI().getQuery().replace("warehouse=", "");
      ObjectNode answer = JSON.createObjectNode();
      answer.putObject("overrides").put("prefix", warehouse);
      return new Reply(200, answer);
    }
    List<String> segments = new ArrayList<>(List.of(path.split("/")));
    boolean granted =
        realm.credential("streamify") != null
            && realm.credential("streamify").clientId().equals(caller)
            && realm.mayWrite("streamify", segments.get(0));
    if (!granted) {
      return Reply.error(403, "not authorized");
    }
    return exchange.getRequestMethod().equals("DELETE")
        ? new Reply(204, JSON.createObjectNode())
        : new Reply(200, JSON.createObjectNode());
  }

  /** What was asked of the catalogue itself. */
  List<String> catalogRequests() {
    return catalogRequests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
