package dev.streamify.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[*]", "local[2]", "local[2,3]", "spark://host:7077", "yarn"})
  void aMasterThatSparkKnowsIsTaken(String master) {
    assertThat(ServerSettings.of(Map.of("SPARK_MASTER", master)).spark())
        .containsEntry("spark.master", master);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "local[0]", "local[two]", "localhost:7077"})
  void aMasterThatSparkDoesNotKnowIsNamed(String master) {
    assertThatThrownBy(() -> ServerSettings.of(Map.of("SPARK_MASTER", master)))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("SPARK_MASTER is '" + master + "'");
  }

  @Test
  void theWorkFolderIsMade(@TempDir Path folder) {
    Path work = folder.resolve("spark/work");

    assertThat(ServerSettings.of(Map.of("STREAMIFY_SPARK_WORK_DIR", work.toString())).spark())
        .containsEntry("spark.local.dir", work.toString());
    assertThat(work).isDirectory();
  }

  @Test
  void aWorkFolderThatCannotBeMadeIsNamed(@TempDir Path folder) throws IOException {
    Path work = Files.createFile(folder.resolve("file")).resolve("work");

    assertThatThrownBy(() -> ServerSettings.of(Map.of("STREAMIFY_SPARK_WORK_DIR", work.toString())))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("STREAMIFY_SPARK_WORK_DIR is '" + work + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://master:7077", "k8s://https://kubernetes.default.svc"})
  void executorsOfAClusterAreNotSentToAWildcardAddress(String master) throws IOException {
    Map<String, String> environment =
        Map.of(
            "SPARK_CONNECT_HOST", "0.0.0.0", "SPARK_LOCAL_IP", "0.0.0.0", "SPARK_MASTER", master);

    assertThat(ServerSettings.of(environment).spark())
        .containsEntry("spark.connect.grpc.binding.address", "0.0.0.0")
        .containsEntry("spark.driver.bindAddress", "0.0.0.0")
        .containsEntry("spark.driver.host", InetAddress.getLocalHost().getHostName());
  }

  @Test
  void theDriverIsFoundUnderTheNameItIsGiven() {
    assertThat(
            ServerSettings.of(
                    Map.of(
                        "SPARK_CONNECT_HOST", "0.0.0.0",
                        "SPARK_MASTER", "spark://master:7077",
                        "SPARK_LOCAL_HOSTNAME", "spark-connect"))
                .spark())
        .containsEntry("spark.driver.host", "spark-connect");
  }

  @Test
  void withoutAClusterTheDriverStaysOnLoopback() {
    assertThat(
            ServerSettings.of(Map.of("SPARK_CONNECT_HOST", "0.0.0.0", "SPARK_LOCAL_IP", "0.0.0.0"))
                .spark())
        .containsEntry("spark.driver.host", "127.0.0.1");
  }

  @Test
  void aTokenIsKeptOutOfSparksPropertiesAndOfTexts() {
    ServerSettings settings =
        ServerSettings.of(Map.of("SPARK_CONNECT_AUTHENTICATE_TOKEN", "confidential"));

    assertThat(settings.token()).contains("confidential");
    assertThat(settings.toString() + settings.spark()).doesNotContain("confidential");
  }

  @Test
  void anEmptyTokenIsRefused() {
    assertThatThrownBy(() -> ServerSettings.of(Map.of("SPARK_CONNECT_AUTHENTICATE_TOKEN", "")))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("SPARK_CONNECT_AUTHENTICATE_TOKEN");
  }
}
