package dev.streamify.bootstrap.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.http.JsonApi;
import dev.streamify.bootstrap.http.JsonApi.Answer;
import dev.streamify.contract.TableDefinition;
import java.util.List;
import java.util.function.Consumer;

/**
 * Catalogue, roles and grants. Every step can be repeated, so a bootstrap that was killed is run
 * again.
 */
final class CatalogSetup {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One privilege: everything inside of the catalogue, nothing of the catalogue itself. */
  private static final List<String> PRIVILEGES = List.of("CATALOG_MANAGE_CONTENT");

  private static final String PROBE = "bootstrap_write_check";
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final Polaris polaris;
  private final CatalogSettings settings;
  private final Consumer<String> out;

  CatalogSetup(Polaris polaris, CatalogSettings settings, Consumer<String> out) {
    this.polaris = polaris;
    this.settings = settings;
    this.out = out;
  }

  /** Makes what is missing. */
  void run() {
    String catalog = settings.catalog();
    boolean created = polaris.create("/catalogs", catalogDocument());
    told("catalogue " + catalog, created);
    if (!created) {
      requireSameStorage(polaris.read("/catalogs/" + catalog));
    }
    String role = settings.principal();
    told(
        "principal role " + role, polaris.create("/principal-roles", named("principalRole", role)));
    String roles = "/catalogs/" + catalog + "/catalog-roles";
    told("catalogue role " + role, polaris.create(roles, named("catalogRole", role)));
    polaris.put(
        "/principal-roles/" + role + "/catalog-roles/" + catalog, named("catalogRole", role));
    for (String privilege : PRIVILEGES) {
      ObjectNode grant = JSON.createObjectNode();
      grant.putObject("grant").put("type", "catalog").put("privilege", privilege);
      told(
          "grant of " + privilege + " to " + role,
          polaris.put(roles + "/" + role + "/grants", grant));
    }
  }

  private void told(String what, boolean created) {
    out.accept((created ? "created " : "already there: ") + what);
  }

  private static ObjectNode named(String kind, String name) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject(kind).put("name", name);
    return body;
  }

  private ObjectNode catalogDocument() {
    CatalogSettings.Storage storage = settings.storage();
    ObjectNode body = JSON.createObjectNode();
    ObjectNode catalog = body.putObject("catalog");
    catalog.put("type", "INTERNAL").put("name", settings.catalog());
    catalog.putObject("properties").put("default-base-location", storage.location());
    ObjectNode config = catalog.putObject("storageConfigInfo");
    config.put("storageType", "S3");
    config.putArray("allowedLocations").add(storage.location());
    config.put("region", storage.region());
    storage.endpoint().ifPresent(endpoint -> config.put("endpoint", endpoint));
    storage.internalEndpoint().ifPresent(endpoint -> config.put("endpointInternal", endpoint));
    storage.roleArn().ifPresent(arn -> config.put("roleArn", arn));
    config.put("pathStyleAccess", storage.pathStyle());
    if (!storage.sts()) {
      config.put("stsUnavailable", true);
    }
    return body;
  }

  /** Tables of an existing catalogue stay where they are: another location is a mistake. */
  private void requireSameStorage(JsonNode existing) {
    String location = existing.path("properties").path("default-base-location").asText();
    if (!location
        .replaceAll("/+$", "")
        .equals(settings.storage().location().replaceAll("/+$", ""))) {
      throw BootstrapException.failed(
          "the catalogue %s lies at '%s', not at '%s': give its own STREAMIFY_BOOTSTRAP_STORAGE_LOCATION, or another STREAMIFY_BOOTSTRAP_CATALOG"
              .formatted(settings.catalog(), location, settings.storage().location()));
    }
  }

  /**
   * Proves with the principal's own token that the namespace can be made and that a table can be
   * written to the bucket: a catalogue that exists may still be one that cannot write.
   */
  void verify(Polaris principal) {
    JsonApi api = principal.catalogApi();
    Answer config = api.get("/api/catalog/v1/config?warehouse=" + settings.catalog());
    requireOk(config, "open the catalogue " + settings.catalog());
    String prefix = config.body().path("overrides").path("prefix").asText("");
    String namespaces = "/api/catalog/v1/" + (prefix.isEmpty() ? "" : prefix + "/") + "namespaces";
    ObjectNode namespace = JSON.createObjectNode();
    namespace.putArray("namespace").add(TableDefinition.NAMESPACE);
    namespace.putObject("properties");
    Answer made = api.send("POST", namespaces, namespace);
    if (made.status() != CONFLICT) {
      requireOk(made, "create the namespace " + TableDefinition.NAMESPACE);
    }
    told("namespace " + TableDefinition.NAMESPACE, made.ok());
    String tables = namespaces + "/" + TableDefinition.NAMESPACE + "/tables";
    Answer table = api.send("POST", tables, probe());
    if (table.status() != CONFLICT) {
      requireOk(table, "write a table to " + settings.storage().location());
    }
    Answer dropped = api.delete(tables + "/" + PROBE + "?purgeRequested=false");
    // Another bootstrap that looks at the same time has dropped it.
    if (dropped.status() != NOT_FOUND) {
      requireOk(dropped, "drop a table");
    }
    out.accept("checked: the principal " + settings.principal() + " can write tables");
  }

  private static ObjectNode probe() {
    ObjectNode body = JSON.createObjectNode().put("name", PROBE);
    ObjectNode schema = body.putObject("schema").put("type", "struct").put("schema-id", 0);
    schema
        .putArray("fields")
        .addObject()
        .put("id", 1)
        .put("name", "at")
        .put("required", false)
        .put("type", "timestamptz");
    return body;
  }

  private void requireOk(Answer answer, String what) {
    if (!answer.ok()) {
      throw BootstrapException.failed(
          "the principal %s cannot %s: Polaris %s; see the storage and the grants of the catalogue"
              .formatted(settings.principal(), what, answer.told()));
    }
  }
}
