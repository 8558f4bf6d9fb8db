package dev.streamify.standin.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Principals, roles, catalogues and grants, kept as one document, and the tokens of those who
 * signed in, which a restart forgets.
 *
 * <p>The document: {@code principals.NAME{clientId,clientSecret,roles{}}}, {@code
 * roles.NAME{catalogues.CATALOGUE{ROLE:true}}}, {@code
 * catalogues.NAME{document,roles.NAME{grants{}}}}.
 */
final class Realm {
  static final String ROOT = "root";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Store store;
  private final int tokenSeconds;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String principal, Instant expires) {}

  Realm(Store store, int tokenSeconds) {
    this.store = store;
    this.tokenSeconds = tokenSeconds;
  }

  /** Makes the realm with its root principal; false when it is there. */
  synchronized boolean bootstrap(String clientId, String clientSecret) {
    if (store.read().isPresent()) {
      return false;
    }
    ObjectNode document = JSON.createObjectNode();
    document
        .putObject("principals")
        .putObject(ROOT)
        .put("clientId", clientId)
        .put("clientSecret", clientSecret);
    document.putObject("roles");
    document.putObject("catalogues");
    store.write(document);
    return true;
  }

  int tokenSeconds() {
    return tokenSeconds;
  }

  /** A token for those who know the secret. */
  Optional<String> signIn(String clientId, String clientSecret) {
    return principal(
            one ->
                one.path("clientId").asText().equals(clientId)
                    && one.path("clientSecret").asText().equals(clientSecret))
        .map(
            name -> {
              String token = text(24);
              tokens.put(token, new Token(name, Instant.now().plusSeconds(tokenSeconds)));
              return token;
            });
  }

  /** Whose token that is, unless it has expired. */
  Optional<String> caller(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(known -> known.expires().isAfter(Instant.now()))
        .map(Token::principal);
  }

  /** Whether a role of the principal has a role of some catalogue that was granted anything. */
  boolean mayUseCatalogues(String principal) {
    ObjectNode document = document();
    for (String role : names(document.path("principals").path(principal).path("roles"))) {
      JsonNode catalogues = document.path("roles").path(role).path("catalogues");
      for (String catalogue : names(catalogues)) {
        for (String catalogueRole : names(catalogues.path(catalogue))) {
          JsonNode grants =
              document
                  .path("catalogues")
                  .path(catalogue)
                  .path("roles")
                  .path(catalogueRole)
                  .path("grants");
          if (!grants.isEmpty()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Optional<String> principal(Predicate<JsonNode> wanted) {
    JsonNode principals = document().path("principals");
    return names(principals).stream()
        .filter(name -> wanted.test(principals.path(name)))
        .findFirst();
  }

  private static Iterable<String> iterable(JsonNode node) {
    return node::fieldNames;
  }

  private static java.util.List<String> names(JsonNode node) {
    java.util.List<String> names = new java.util.ArrayList<>();
    iterable(node).forEach(names::add);
    return names;
  }

  /** The whole document; empty before the realm is made. */
  synchronized ObjectNode document() {
    return store.read().orElseGet(JSON::createObjectNode);
  }

  synchronized void save(ObjectNode document) {
    store.write(document);
  }

  static String text(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
