package dev.streamify.bootstrap.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.bootstrap.base.BootstrapException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The principal and its credential. One that works is never changed, as others use it; one that is
 * lost is replaced, as Polaris shows it only once.
 */
final class Credentials {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Polaris polaris;
  private final CatalogSettings settings;
  private final Consumer<String> out;

  Credentials(Polaris polaris, CatalogSettings settings, Consumer<String> out) {
    this.polaris = polaris;
    this.settings = settings;
    this.out = out;
  }

  /** The principal's credential, after it was kept where it is wanted. */
  Credential provide() {
    String principal = settings.principal();
    Optional<CredentialFile> file = settings.credentialFile().map(CredentialFile::new);
    // Before anything is made that could then not be kept.
    file.ifPresent(CredentialFile::requireWritable);
    Optional<Credential> known = settings.credential().or(() -> file.flatMap(CredentialFile::read));

    ObjectNode body = JSON.createObjectNode();
    body.putObject("principal").put("name", principal).putObject("properties");
    body.put("credentialRotationRequired", false);
    Optional<JsonNode> created = polaris.createAndRead("/principals", body);
    out.accept((created.isPresent() ? "created " : "already there: ") + "principal " + principal);
    ObjectNode role = JSON.createObjectNode();
    role.putObject("principalRole").put("name", principal);
    polaris.put("/principals/" + principal + "/principal-roles", role);

    Credential credential = credential(created, known);
    file.ifPresent(kept -> keep(kept, credential));
    return credential;
  }

  private Credential credential(Optional<JsonNode> created, Optional<Credential> known) {
    if (known.isPresent() && polaris.accepts(known.get())) {
      out.accept("the credential of " + known.get().clientId() + " works and stays");
      return known.get();
    }
    if (settings.credential().isPresent()) {
      return reset(settings.credential().get());
    }
    if (created.isPresent()) {
      return read(created.get());
    }
    if (settings.credentialFile().isEmpty()) {
      throw BootstrapException.unusable(
          "the principal %s exists and its secret is shown only once: set STREAMIFY_CATALOG_CREDENTIAL to it, or STREAMIFY_BOOTSTRAP_ENV_FILE to get a new one"
              .formatted(settings.principal()));
    }
    Credential fresh =
        read(
            polaris.post(
                "/principals/" + settings.principal() + "/reset", JSON.createObjectNode()));
    out.accept(
        "the credential was lost, " + fresh.clientId() + " has a new one: restart its users");
    return fresh;
  }

  private Credential reset(Credential wanted) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("clientId", wanted.clientId())
            .put("clientSecret", wanted.clientSecret());
    polaris.post("/principals/" + settings.principal() + "/reset", body);
    out.accept("the principal has the credential of STREAMIFY_CATALOG_CREDENTIAL now");
    return wanted;
  }

  private static Credential read(JsonNode answer) {
    JsonNode credentials = answer.path("credentials");
    Credential credential =
        new Credential(
            credentials.path("clientId").asText(), credentials.path("clientSecret").asText());
    if (credential.clientId().isEmpty() || credential.clientSecret().isEmpty()) {
      throw BootstrapException.failed("Polaris made a principal without telling its credential");
    }
    return credential;
  }

  private void keep(CredentialFile file, Credential credential) {
    if (!file.read().equals(Optional.of(credential))) {
      file.write(credential);
    }
    out.accept(
        "the credential of %s is in %s; --print-credentials shows it"
            .formatted(credential.clientId(), file.path()));
  }
}
