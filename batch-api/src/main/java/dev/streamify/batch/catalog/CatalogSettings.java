package dev.streamify.batch.catalog;

import dev.streamify.contract.settings.EnvironmentProperties;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the catalog is reached, as Iceberg catalog properties.
 *
 * <p>They come from environment variables that every process of the platform reads alike: {@code
 * STREAMIFY_CATALOG_CATALOG__IMPL} is {@code catalog-impl}, {@code STREAMIFY_CATALOG_JDBC_USER} is
 * {@code jdbc.user}.
 *
 * @param properties Iceberg's own names and values; may hold secrets, so they are never printed
 */
public record CatalogSettings(Map<String, String> properties) {
  /** Copies the properties. */
  public CatalogSettings {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads the settings from variables.
   *
   * @param variables any variables; those without the prefix are ignored
   */
  public static CatalogSettings fromVariables(Map<String, String> variables) {
    return new CatalogSettings(
        EnvironmentProperties.of(variables, EnvironmentProperties.CATALOG_PREFIX));
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "CatalogSettings" + new TreeMap<>(properties).keySet();
  }
}
