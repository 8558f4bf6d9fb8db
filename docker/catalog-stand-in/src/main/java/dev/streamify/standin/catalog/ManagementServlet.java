package dev.streamify.standin.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What of Polaris' management API sets up a catalogue. What exists is 409 to a POST, and 500 to a
 * PUT, as Polaris up to 1.5 has it on a database (apache/polaris#4553).
 */
final class ManagementServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;

  private final transient Realm realm;

  ManagementServlet(Realm realm) {
    this.realm = realm;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> path =
        Arrays.stream(request.getPathInfo().split("/")).filter(part -> !part.isEmpty()).toList();
    JsonNode body =
        request.getMethod().equals("GET")
            ? Answers.JSON.createObjectNode()
            : Answers.JSON.readTree(request.getInputStream());
    synchronized (realm) {
      handle(request.getMethod() + " " + shape(path), path, body, response);
    }
  }

  /** The path with {@code *} for names. */
  private static String shape(List<String> path) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < path.size(); i++) {
      shape
          .append('/')
          .append(
              i % 2 == 0 || List.of("reset", "rotate").contains(path.get(i)) ? path.get(i) : "*");
    }
    return shape.toString();
  }

  private void handle(
      String operation, List<String> path, JsonNode body, HttpServletResponse response)
      throws IOException {
    ObjectNode realmDocument = realm.document();
    ObjectNode principals = realmDocument.withObject("/principals");
    ObjectNode roles = realmDocument.withObject("/roles");
    ObjectNode catalogues = realmDocument.withObject("/catalogues");
    switch (operation) {
      case "GET /catalogs/*" -> show(catalogues, path.get(1), "catalog", response);
      case "POST /catalogs" -> create(catalogues, body.path("catalog"), realmDocument, response);
      case "GET /principals/*" -> show(principals, path.get(1), "principal", response);
      case "POST /principals" -> createPrincipal(principals, body, realmDocument, response);
      case "POST /principals/*/reset", "POST /principals/*/rotate" ->
          reset(principals, path.get(1), body, realmDocument, response);
      case "GET /principal-roles/*" -> show(roles, path.get(1), "role", response);
      case "POST /principal-roles" ->
          create(roles, body.path("principalRole"), realmDocument, response);
      case "POST /catalogs/*/catalog-roles" ->
          create(
              catalogues.withObject("/" + path.get(1) + "/roles"),
              body.path("catalogRole"),
              realmDocument,
              response);
      case "GET /principals/*/principal-roles" ->
          list("roles", principals.withObject("/" + path.get(1) + "/roles"), "name", "", response);
      case "GET /principal-roles/*/catalog-roles/*" ->
          list(
              "roles",
              roles.withObject("/" + path.get(1) + "/catalogues/" + path.get(3)),
              "name",
              "",
              response);
      case "GET /catalogs/*/catalog-roles/*/grants" ->
          list(
              "grants",
              catalogues.withObject("/" + path.get(1) + "/roles/" + path.get(3) + "/grants"),
              "privilege",
              "catalog",
              response);
      case "PUT /principals/*/principal-roles" ->
          link(
              principals.withObject("/" + path.get(1) + "/roles"),
              body.path("principalRole").path("name").asText(),
              realmDocument,
              response);
      case "PUT /principal-roles/*/catalog-roles/*" ->
          link(
              roles.withObject("/" + path.get(1) + "/catalogues/" + path.get(3)),
              body.path("catalogRole").path("name").asText(),
              realmDocument,
              response);
      case "PUT /catalogs/*/catalog-roles/*/grants" ->
          link(
              catalogues.withObject("/" + path.get(1) + "/roles/" + path.get(3) + "/grants"),
              body.path("grant").path("privilege").asText(),
              realmDocument,
              response);
      default ->
          Answers.error(
              response, NOT_FOUND, "NotFoundException", "the stand-in knows no " + operation);
    }
  }

  private static void show(
      ObjectNode folder, String name, String kind, HttpServletResponse response)
      throws IOException {
    if (!folder.has(name)) {
      Answers.error(
          response, NOT_FOUND, "NotFoundException", "%s %s not found".formatted(kind, name));
      return;
    }
    ObjectNode shown = folder.withObject("/" + name).deepCopy();
    shown.remove("clientSecret");
    Answers.json(response, OK, shown.put("name", name));
  }

  private void create(
      ObjectNode folder, JsonNode entity, ObjectNode document, HttpServletResponse response)
      throws IOException {
    String name = entity.path("name").asText();
    if (exists(folder, name, response)) {
      return;
    }
    folder.set(name, entity.deepCopy());
    realm.save(document);
    Answers.json(response, CREATED, entity);
  }

  private void createPrincipal(
      ObjectNode principals, JsonNode body, ObjectNode document, HttpServletResponse response)
      throws IOException {
    String name = body.path("principal").path("name").asText();
    if (exists(principals, name, response)) {
      return;
    }
    principals.putObject(name);
    credentials(principals, name, Realm.text(8), Realm.text(16), document, CREATED, response);
  }

  private void reset(
      ObjectNode principals,
      String name,
      JsonNode body,
      ObjectNode document,
      HttpServletResponse response)
      throws IOException {
    if (!principals.has(name)) {
      show(principals, name, "principal", response);
      return;
    }
    credentials(
        principals,
        name,
        body.path("clientId").asText(principals.path(name).path("clientId").asText()),
        body.path("clientSecret").asText(Realm.text(16)),
        document,
        OK,
        response);
  }

  private void credentials(
      ObjectNode principals,
      String name,
      String id,
      String secret,
      ObjectNode document,
      int status,
      HttpServletResponse response)
      throws IOException {
    principals.withObject("/" + name).put("clientId", id).put("clientSecret", secret);
    realm.save(document);
    ObjectNode answer = Answers.JSON.createObjectNode();
    answer.putObject("principal").put("name", name).put("clientId", id);
    answer.putObject("credentials").put("clientId", id).put("clientSecret", secret);
    Answers.json(response, status, answer);
  }

  private static void list(
      String kind, ObjectNode folder, String field, String type, HttpServletResponse response)
      throws IOException {
    ObjectNode answer = Answers.JSON.createObjectNode();
    var entries = answer.putArray(kind);
    folder
        .fieldNames()
        .forEachRemaining(
            name -> {
              ObjectNode entry = entries.addObject().put(field, name);
              if (!type.isEmpty()) {
                entry.put("type", type);
              }
            });
    Answers.json(response, OK, answer);
  }

  private void link(
      ObjectNode folder, String name, ObjectNode document, HttpServletResponse response)
      throws IOException {
    if (folder.has(name)) {
      Answers.error(
          response,
          FAILED,
          "RuntimeException",
          "Failed to write to grant records due to: duplicate key value violates unique constraint");
      return;
    }
    folder.put(name, true);
    realm.save(document);
    response.setStatus(CREATED);
  }

  private static boolean exists(ObjectNode folder, String name, HttpServletResponse response)
      throws IOException {
    if (!folder.has(name)) {
      return false;
    }
    Answers.error(
        response, CONFLICT, "AlreadyExistsException", "%s already exists".formatted(name));
    return true;
  }
}
