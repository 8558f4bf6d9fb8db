package dev.streamify.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
  @Test
  void everythingIsOnLoopbackUnlessToldOtherwise() {
    ServerSettings settings = ServerSettings.of(Map.of());

    assertThat(settings.port()).isEqualTo(15_002);
    assertThat(settings.spark())
        .containsEntry("spark.connect.grpc.binding.address", "127.0.0.1")
        .containsEntry("spark.driver.bindAddress", "127.0.0.1")
        .containsEntry("spark.ui.enabled", "false")
        .containsEntry("spark.sql.session.timeZone", "UTC");
    assertThat(settings.catalogConfigured()).isFalse();
  }

  @Test
  void catalogVariablesBecomeCatalogProperties() {
    ServerSettings settings =
        ServerSettings.of(
            Map.of(
                "STREAMIFY_CATALOG_CATALOG__IMPL", "org.apache.iceberg.rest.RESTCatalog",
                "STREAMIFY_CATALOG_S3_ACCESS__KEY__ID", "key",
                "STREAMIFY_CATALOG_URI", "http://127.0.0.1/api/catalog"));

    assertThat(settings.catalogConfigured()).isTrue();
    assertThat(settings.spark())
        .containsEntry("spark.sql.catalog.lakehouse", "org.apache.iceberg.spark.SparkCatalog")
        .containsEntry(
            "spark.sql.catalog.lakehouse.catalog-impl", "org.apache.iceberg.rest.RESTCatalog")
        .containsEntry("spark.sql.catalog.lakehouse.s3.access-key-id", "key")
        .containsEntry("spark.sql.catalog.lakehouse.cache-enabled", "false")
        .containsEntry("spark.sql.defaultCatalog", "lakehouse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "0", "-1", "65536"})
  void aPortThatIsNoneIsNamed(String value) {
    assertThatThrownBy(() -> ServerSettings.of(Map.of("SPARK_CONNECT_PORT", value)))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("SPARK_CONNECT_PORT")
        .hasMessageContaining("'" + value + "'");
  }
}
