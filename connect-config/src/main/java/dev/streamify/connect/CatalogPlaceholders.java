package dev.streamify.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The catalogue's part of a sink: one placeholder per property, so that the same file fits every
 * catalogue. What an environment leaves unset, its catalogue does not read.
 */
final class CatalogPlaceholders {
  private static final List<String> PROPERTIES =
      List.of(
          "catalog-impl",
          "uri",
          "warehouse",
          "io-impl",
          "jdbc.user",
          "jdbc.password",
          "rest.auth.type",
          "credential",
          "scope",
          "oauth2-server-uri",
          "s3.endpoint",
          "s3.access-key-id",
          "s3.secret-access-key",
          "s3.path-style-access",
          "client.region");

  private CatalogPlaceholders() {}

  /** Connector settings by name, each a placeholder. */
  static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String property : PROPERTIES) {
      settings.put("iceberg.catalog." + property, "${env:" + variable(property) + "}");
    }
    return settings;
  }

  /**
   * The environment variable of a catalogue property: {@code -} is {@code __}, {@code .} is {@code
   * _}.
   */
  private static String variable(String property) {
    return "STREAMIFY_CATALOG_"
        + property.replace("-", "__").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
