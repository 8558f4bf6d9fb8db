package dev.streamify.batch.security;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must hold before the service starts. All problems are told at once, each in one line with
 * what to do, and none repeats a secret.
 *
 * @param settings the settings by their names; those that are not set are absent
 * @param production whether the production profile was asked for
 */
record StartupRules(Map<String, String> settings, boolean production) {
  static final String HOST = "quarkus.http.host";
  static final String DATABASE_URL = "streamify.batch.database.url";
  static final String DATABASE_USER = "streamify.batch.database.user";
  static final String DATABASE_PASSWORD = "streamify.batch.database.password";
  static final String ISSUER = "streamify.batch.security.oidc.issuer";
  static final String AUDIENCE = "streamify.batch.security.oidc.audience";
  static final String ANONYMOUS_NETWORK = "streamify.batch.security.allow-anonymous-network";
  static final String SPARK_REMOTE = "streamify.batch.spark.remote";
  static final String SPARK_TOKEN = "streamify.batch.spark.token";
  static final String CATALOG = "STREAMIFY_CATALOG_";

  /** Digest of the key that docs/security.md shows. */
  static final String EXAMPLE_DIGEST =
      ApiKey.hex("sfy_EXAMPLE-key-of-the-docs-never-take-this-one");

  private static final Set<String> WELL_KNOWN =
      Set.of(
          "",
          "postgres",
          "postgresql",
          "password",
          "passw0rd",
          "admin",
          "changeme",
          "change-me",
          "streamify",
          "sa",
          "root",
          "secret",
          "s3cr3t",
          "test",
          "example",
          "default",
          "minio",
          "minio123",
          "minioadmin",
          "polaris",
          "12345678",
          "123456");
  private static final Set<String> CATALOG_SECRETS =
      Set.of(
          "CREDENTIAL",
          "TOKEN",
          "JDBC_PASSWORD",
          "S3_ACCESS__KEY__ID",
          "S3_SECRET__ACCESS__KEY",
          "S3_SESSION__TOKEN");
  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i)://[^/\\s@]+@|[?&;](?:token|password|credential|secret)[^=]*=");

  /** All that is wrong; empty when the service may start. */
  List<String> problems(boolean open, List<ApiKey> keys) {
    List<String> problems = new ArrayList<>();
    anonymous(open).ifPresent(problems::add);
    if (setting(ISSUER).isPresent() && setting(AUDIENCE).isEmpty()) {
      problems.add(
          "%s is missing: without it tokens made for other services would be accepted"
              .formatted(AUDIENCE));
    }
    setting(SessionKey.SETTING)
        .filter(key -> SessionKey.of(key).isEmpty())
        .ifPresent(
            key ->
                problems.add(
                    "%s must be the base64 of %d bytes, found %d characters: make one with openssl rand -base64 32"
                        .formatted(SessionKey.SETTING, SessionKey.BYTES, key.length())));
    if (production) {
      if (open) {
        problems.add(
            "nobody has to sign in: set streamify.batch.security.keys-file, or %s and .audience"
                .formatted(ISSUER));
      }
      issuer().ifPresent(problems::add);
      database(problems);
      CATALOG_SECRETS.forEach(name -> wellKnown(CATALOG + name, problems));
      wellKnown(SPARK_TOKEN, problems);
      secretsInUrls(problems);
      keys.stream()
          .filter(key -> key.hex().equals(EXAMPLE_DIGEST))
          .map(
              key ->
                  "key '%s' is the example of the docs: make one of your own"
                      .formatted(key.caller().name()))
          .forEach(problems::add);
    }
    return problems;
  }

  private Optional<String> anonymous(boolean open) {
    String host = setting(HOST).orElse("127.0.0.1");
    boolean allowed = setting(ANONYMOUS_NETWORK).filter("true"::equals).isPresent();
    return open && !allowed && !Addresses.isLoopback(host)
        ? Optional.of(
            "everybody who reaches %s could start runs: set streamify.batch.security.keys-file (see docs/security.md), or listen on 127.0.0.1, or, behind a proxy that signs callers in, set %s=true"
                .formatted(host, ANONYMOUS_NETWORK))
        : Optional.empty();
  }

  private Optional<String> issuer() {
    return setting(ISSUER)
        .filter(issuer -> !isSafe(issuer))
        .map(
            issuer ->
                "%s must begin with https://, found '%s'".formatted(ISSUER, Redaction.of(issuer)));
  }

  private static boolean isSafe(String uri) {
    try {
      return Addresses.isSafe(URI.create(uri));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void database(List<String> problems) {
    String url = setting(DATABASE_URL).orElse("");
    if (!url.startsWith("jdbc:postgresql:")) {
      problems.add(
          "%s must be a PostgreSQL database, jdbc:postgresql://host:5432/name, found '%s'"
              .formatted(DATABASE_URL, url.split("[?;]", 2)[0].replaceAll("//[^/@]*@", "//")));
    }
    String password = setting(DATABASE_PASSWORD).orElse("");
    if (isWellKnown(password) || setting(DATABASE_USER).filter(password::equals).isPresent()) {
      problems.add(
          "%s is empty or one that everybody knows: set a random one".formatted(DATABASE_PASSWORD));
    }
  }

  private void wellKnown(String name, List<String> problems) {
    setting(name)
        .filter(value -> isWellKnown(value.substring(value.lastIndexOf(':') + 1)))
        .ifPresent(
            value ->
                problems.add(
                    "%s is a default that everybody knows: set one of your own".formatted(name)));
  }

  private void secretsInUrls(List<String> problems) {
    for (String name : List.of(CATALOG + "URI", SPARK_REMOTE, DATABASE_URL, ISSUER)) {
      setting(name)
          .filter(url -> SECRET_IN_URL.matcher(url).find())
          .ifPresent(
              url ->
                  problems.add(
                      "%s has a secret in its URL, where logs and process lists show it: %s"
                          .formatted(name, instead(name))));
    }
  }

  private static String instead(String name) {
    return switch (name) {
      case SPARK_REMOTE -> "set SPARK_CONNECT_AUTHENTICATE_TOKEN";
      case DATABASE_URL -> "set " + DATABASE_PASSWORD;
      case ISSUER -> "take it out";
      default -> "set STREAMIFY_CATALOG_CREDENTIAL, _TOKEN or _JDBC_PASSWORD";
    };
  }

  private static boolean isWellKnown(String secret) {
    return WELL_KNOWN.contains(secret.strip().toLowerCase(Locale.ROOT));
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "StartupRules" + settings.keySet();
  }
}
