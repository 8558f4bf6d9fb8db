package dev.streamify.bootstrap.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Patience;
import dev.streamify.bootstrap.http.JsonApi;
import dev.streamify.bootstrap.http.JsonApi.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Polaris' APIs: sign-in, management, catalogue. Contract of Polaris 1.4: a POST of what exists
 * answers 409, a PUT 500.
 */
final class Polaris {
  private static final String TOKENS = "/api/catalog/v1/oauth/tokens";
  private static final int UNAUTHORIZED = 401;
  private static final int CONFLICT = 409;

  private final JsonApi api;

  /** Polaris at that address, of a realm. */
  Polaris(URI url, String realm) {
    this(
        new JsonApi(
            URI.create(url.toString().replaceAll("/+$", "")), Optional.empty(), realm(realm)));
  }

  private Polaris(JsonApi api) {
    this.api = api;
  }

  private static Optional<JsonApi.Header> realm(String realm) {
    return Optional.of(new JsonApi.Header("Polaris-Realm", realm));
  }

  /**
   * The same Polaris for one who has signed in. Waits until Polaris answers.
   *
   * @throws BootstrapException when the credential is refused
   */
  Polaris signIn(Credential credential, Patience patience) {
    Answer[] last = new Answer[1];
    Answer answer =
        patience.await(
            () -> {
              last[0] = requestToken(credential);
              return last[0].passing() ? Optional.empty() : Optional.of(last[0]);
            },
            () -> "Polaris at %s %s: start it, or set POLARIS_URL".formatted(api, last[0].told()));
    String token = answer.body().path("access_token").asText();
    if (!answer.ok() || token.isEmpty()) {
      throw BootstrapException.failed(
          "Polaris at %s refuses %s (%s): give ID:SECRET of a principal of its realm"
              .formatted(api, credential, answer.told()));
    }
    return new Polaris(api.withToken(token));
  }

  /** Whether the credential is good for a token. */
  boolean accepts(Credential credential) {
    Answer answer = requestToken(credential);
    if (answer.ok() || answer.status() == UNAUTHORIZED || answer.status() == 400) {
      return answer.ok();
    }
    throw BootstrapException.failed("Polaris at %s %s".formatted(api, answer.told()));
  }

  private Answer requestToken(Credential credential) {
    return api.anonymous()
        .form(
            TOKENS,
            "grant_type=client_credentials&scope=PRINCIPAL_ROLE:ALL&client_id=%s&client_secret=%s"
                .formatted(encoded(credential.clientId()), encoded(credential.clientSecret())));
  }

  /** Creates something; false when it is there. */
  boolean create(String path, JsonNode body) {
    Answer answer = api.send("POST", "/api/management/v1" + path, body);
    if (answer.status() == CONFLICT) {
      return false;
    }
    require(answer, "create " + path);
    return true;
  }

  /** Creates something and returns the answer; empty when it is there. */
  Optional<JsonNode> createAndRead(String path, JsonNode body) {
    Answer answer = api.send("POST", "/api/management/v1" + path, body);
    if (answer.status() == CONFLICT) {
      return Optional.empty();
    }
    return Optional.of(require(answer, "create " + path));
  }

  /**
   * Assigns a role or grants a privilege; false when it is there.
   *
   * <p>A look comes first, as Polaris on a database answers 500 to a PUT of what exists
   * (apache/polaris#4553, mended in 1.6); one comes afterwards, as somebody else may be quicker.
   */
  boolean put(String path, JsonNode body) {
    if (holds(path, body)) {
      return false;
    }
    Answer answer = api.send("PUT", "/api/management/v1" + path, body);
    if (answer.ok() || !holds(path, body)) {
      require(answer, "set " + path);
    }
    return true;
  }

  /** Whether a list at that path has an entry with all fields of what the body wraps. */
  private boolean holds(String path, JsonNode body) {
    JsonNode wanted = body.elements().next();
    for (JsonNode list : read(path)) {
      for (JsonNode entry : list) {
        if (wanted.properties().stream()
            .allMatch(field -> field.getValue().equals(entry.path(field.getKey())))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Sends a command. */
  JsonNode post(String path, JsonNode body) {
    return require(api.send("POST", "/api/management/v1" + path, body), path);
  }

  /** Reads an entity. */
  JsonNode read(String path) {
    return require(api.get("/api/management/v1" + path), "read " + path);
  }

  /** The catalogue API, for tests of what was granted. */
  JsonApi catalogApi() {
    return api;
  }

  private JsonNode require(Answer answer, String what) {
    if (!answer.ok()) {
      throw BootstrapException.failed(
          "Polaris at %s does not %s: it %s".formatted(api, what, answer.told()));
    }
    return answer.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
