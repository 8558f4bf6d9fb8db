package dev.streamify.batch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogSettingsTest {
  @Test
  void oneUnderscoreIsADotAndTwoAreADash() {
    CatalogSettings settings =
        CatalogSettings.fromVariables(
            Map.of(
                "STREAMIFY_CATALOG_CATALOG__IMPL", "a.B",
                "STREAMIFY_CATALOG_S3_ACCESS__KEY__ID", "key",
                "STREAMIFY_CATALOG_JDBC_SCHEMA__VERSION", "V1",
                "STREAMIFY_CATALOG_CREDENTIAL", " ",
                "PATH", "/bin"));

    assertThat(settings.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("catalog-impl", "a.B", "s3.access-key-id", "key", "jdbc.schema-version", "V1"));
  }

  @Test
  void valuesAreNeverPrinted() {
    CatalogSettings settings =
        CatalogSettings.fromVariables(Map.of("STREAMIFY_CATALOG_CREDENTIAL", "id:s3cret"));

    assertThat(settings.toString()).contains("credential").doesNotContain("s3cret");
  }
}
