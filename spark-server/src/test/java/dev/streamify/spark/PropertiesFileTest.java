package dev.streamify.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesFileTest {
  @TempDir private Path folder;

  @Test
  void theFileIsLaidOverTheDefaults() throws IOException {
    Map<String, String> environment =
        file(
            """
            # a comment
            spark.sql.shuffle.partitions = 32
            spark.driver.host=spark-connect-driver
            spark.kubernetes.namespace=${env:POD_NAMESPACE}
            """);

    assertThat(ServerSettings.of(environment).spark())
        .containsEntry("spark.sql.shuffle.partitions", "32")
        .containsEntry("spark.driver.host", "spark-connect-driver")
        .containsEntry("spark.kubernetes.namespace", "${env:POD_NAMESPACE}")
        .containsEntry("spark.sql.session.timeZone", "UTC");
  }

  @Test
  void theFileOfTheManifestsIsTaken() {
    Path manifest = Path.of("../k8s/base/spark/spark.properties");

    assertThat(PropertiesFile.read(Map.of(PropertiesFile.VARIABLE, manifest.toString())))
        .containsEntry("spark.executor.cores", "2")
        .containsEntry("spark.driver.port", "7078");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.properties");

    assertThatThrownBy(() -> ServerSettings.of(Map.of(PropertiesFile.VARIABLE, missing.toString())))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("STREAMIFY_SPARK_PROPERTIES_FILE is '" + missing + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "executor.cores, 'spark.'",
    "spark.master, SPARK_MASTER",
    "spark.connect.grpc.binding.port, SPARK_CONNECT_PORT",
    "spark.connect.authenticate.token, SPARK_CONNECT_AUTHENTICATE_TOKEN"
  })
  void aNameThatHasNoPlaceThereIsNamedWithoutItsValue(String name, String instead)
      throws IOException {
    Map<String, String> environment = file(name + "=confidential");

    assertThatThrownBy(() -> ServerSettings.of(environment))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining(instead)
        .hasMessageNotContaining("confidential");
  }

  private Map<String, String> file(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("spark.properties"), content);
    return Map.of(PropertiesFile.VARIABLE, file.toString());
  }
}
