package dev.streamify.bootstrap.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a realm of Polaris holds: entities by their path, each a JSON document. */
final class PolarisRealm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECRET = 32;

  /** Catalogues, principals, roles, assignments, grants; the principals' secrets apart. */
  private final Map<String, JsonNode> entities = new TreeMap<>();

  private final Map<String, Credential> credentials = new TreeMap<>();
  private int secrets;

  /** All entities; who compares two of them compares what bootstraps made. */
  Map<String, JsonNode> entities() {
    return new TreeMap<>(entities);
  }

  Credential credential(String principal) {
    return credentials.get(principal);
  }

  boolean knows(Credential credential) {
    return credentials.containsValue(credential);
  }

  /** Answers an operation on that path; a request of what is there gets the recorded status. */
  Reply answer(ManagementContract.Operation operation, List<String> path, JsonNode body) {
    String at = String.join("/", path);
    return switch (operation.text("name")) {
      case "createCatalog", "createPrincipalRole", "createCatalogRole", "createPrincipal" ->
          create(operation, at, body);
      case "getCatalog" ->
          entities.containsKey(at)
              ? new Reply(operation.done(), entities.get(at).get("catalog"))
              : Reply.error(404, "Catalog " + at + " does not exist");
      case "resetCredentials" -> reset(path.get(1), body);
      case "listPrincipalRolesAssigned",
          "listCatalogRolesForPrincipalRole",
          "listGrantsForCatalogRole" ->
          list(operation, at);
      default -> assign(operation, at, body);
    };
  }

  private Reply create(ManagementContract.Operation operation, String at, JsonNode body) {
    JsonNode entity = body.elements().next();
    String path = at + "/" + entity.get("name").asText();
    if (entities.putIfAbsent(path, body) != null) {
      return Reply.error(operation.again(), path + " already exists");
    }
    if (!operation.text("name").equals("createPrincipal")) {
      return new Reply(operation.done(), entity);
    }
    String principal = entity.get("name").asText();
    return new Reply(operation.done(), fresh(principal, "%016x".formatted(++secrets)));
  }

  private Reply reset(String principal, JsonNode body) {
    if (!credentials.containsKey(principal)) {
      return Reply.error(404, "Principal " + principal + " does not exist");
    }
    String clientId = body.path("clientId").asText(credentials.get(principal).clientId());
    ObjectNode answer = fresh(principal, clientId);
    if (body.has("clientSecret")) {
      credentials.put(principal, new Credential(clientId, body.get("clientSecret").asText()));
    }
    return new Reply(200, answer);
  }

  private ObjectNode fresh(String principal, String clientId) {
    String secret = "%032x".formatted(++secrets * 7_919L).substring(0, SECRET);
    credentials.put(principal, new Credential(clientId, secret));
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("principal").put("name", principal).put("clientId", clientId);
    answer.putObject("credentials").put("clientId", clientId).put("clientSecret", secret);
    return answer;
  }

  private Reply list(ManagementContract.Operation operation, String at) {
    ObjectNode answer = JSON.createObjectNode();
    var entries = answer.putArray(operation.text("list"));
    entities.forEach(
        (path, body) -> {
          if (path.startsWith(at + "/=")) {
            entries.add(body.elements().next());
          }
        });
    return new Reply(operation.done(), answer);
  }

  private Reply assign(ManagementContract.Operation operation, String at, JsonNode body) {
    String what = body.elements().next().toString();
    return entities.putIfAbsent(at + "/=" + what, body) == null
        ? new Reply(operation.done(), JSON.createObjectNode())
        : Reply.error(operation.again(), "duplicate key value violates unique constraint");
  }

  /** Whether that principal's role may change the catalogue's content. */
  boolean mayWrite(String principal, String catalog) {
    return entities.containsKey(
            "principals/%s/principal-roles/={\"name\":\"%s\"}".formatted(principal, principal))
        && entities.containsKey(
            "principal-roles/%s/catalog-roles/%s/={\"name\":\"%s\"}"
                .formatted(principal, catalog, principal))
        && entities.keySet().stream()
            .anyMatch(
                path ->
                    path.startsWith(
                            "catalogs/%s/catalog-roles/%s/grants/=".formatted(catalog, principal))
                        && path.contains("CATALOG_MANAGE_CONTENT"));
  }

  /**
   * What is answered.
   *
   * @param status HTTP status
   * @param body JSON
   */
  record Reply(int status, JsonNode body) {
    static Reply error(int status, String message) {
      ObjectNode body = JSON.createObjectNode();
      body.putObject("error").put("code", status).put("message", message);
      return new Reply(status, body);
    }
  }
}
