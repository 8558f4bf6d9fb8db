package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's properties, beside its pod, its services and the executors' template. */
class SparkTest {
  private static final Path SPARK = SourceFiles.FOLDER.resolve("base/spark");

  private final Properties properties = properties();
  private final JsonNode server =
      SourceFiles.resource("Deployment", "spark-connect").at("/spec/template/spec/containers/0");
  private final JsonNode executor = PodHardeningTest.executorTemplate().at("/spec/containers/0");

  @Test
  void whatTheEnvironmentFillsInIsInTheEnvironment() {
    Set<String> wanted =
        properties.values().stream()
            .flatMap(
                value -> Pattern.compile("\\$\\{env:([A-Z_]+)}").matcher((String) value).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(wanted).contains("POD_NAME", "POD_NAMESPACE", "STREAMIFY_SPARK_EXECUTOR_IMAGE");
    assertThat(
            Resources.elements(server.path("env")).map(variable -> variable.path("name").asText()))
        .containsAll(wanted);
  }

  @Test
  void executorsFindTheServerAtPortsThatItsServiceHas() {
    JsonNode service =
        SourceFiles.resource("Service", properties.getProperty("spark.driver.host")).at("/spec");

    assertThat(service.path("clusterIP").asText()).isEqualTo("None");
    assertThat(service.path("publishNotReadyAddresses").asBoolean()).isTrue();
    assertThat(Resources.elements(service.path("ports")).map(port -> port.path("port").asText()))
        .containsExactly(
            properties.getProperty("spark.driver.port"),
            properties.getProperty("spark.driver.blockManager.port"));
    assertThat(properties.getProperty("spark.blockManager.port"))
        .as("the NetworkPolicies know one port for blocks")
        .isEqualTo(properties.getProperty("spark.driver.blockManager.port"));
  }

  @Test
  void executorsComeAndGoWithTheWork() {
    assertThat(properties)
        .containsEntry("spark.dynamicAllocation.enabled", "true")
        .containsEntry("spark.dynamicAllocation.shuffleTracking.enabled", "true")
        .containsKeys(
            "spark.dynamicAllocation.minExecutors", "spark.dynamicAllocation.maxExecutors");
  }

  @Test
  void theTemplateIsTheOneThatThePropertiesName() {
    assertThat(properties.getProperty("spark.kubernetes.executor.podTemplateFile"))
        .isEqualTo("/etc/streamify/spark/executor-pod.yml");
    assertThat(properties.getProperty("spark.kubernetes.executor.podTemplateContainerName"))
        .isEqualTo(executor.path("name").asText());
    assertThat(executor.at("/command/1").asText()).isEqualTo("/etc/streamify/spark/executor.sh");
    assertThat(executor.at("/volumeMounts/0/mountPath").asText()).isEqualTo("/etc/streamify/spark");
  }

  @Test
  void theTemplateLeavesTheWorkFolderToSpark() {
    assertThat(
            Resources.elements(executor.path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText()))
        .as("Spark mounts a volume where the server's spark.local.dir is")
        .doesNotContain("/var/lib/streamify");
  }

  @Test
  void theServerMayDoWithPodsWhatSparkDoes() {
    JsonNode rules = SourceFiles.resource("Role", "spark-connect").at("/rules");

    assertThat(Resources.elements(rules.at("/0/verbs")).map(JsonNode::asText))
        .contains("create", "get", "list", "watch", "delete", "deletecollection");
    assertThat(
            Resources.elements(rules).flatMap(rule -> Resources.elements(rule.path("resources"))))
        .extracting(JsonNode::asText)
        .doesNotContain("*", "secrets");
  }

  @Test
  void anExecutorIsStartedWithWhatSparkSetsInItsEnvironment(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\nfor argument in \"$@\"; do echo \"$argument\"; done\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder script =
        new ProcessBuilder("bash", SPARK.resolve("executor.sh").toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("arguments").toFile());
    script.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    script.environment().put("SPARK_EXECUTOR_MEMORY", "3072m");
    script.environment().put("SPARK_JAVA_OPT_0", "--add-opens=java.base/java.nio=ALL-UNNAMED");
    script.environment().put("SPARK_JAVA_OPT_1", "-Dspark.driver.port=7078");
    script.environment().put("SPARK_DRIVER_URL", "spark://x@driver:7078");
    script.environment().put("SPARK_EXECUTOR_ID", "1");
    script.environment().put("SPARK_EXECUTOR_CORES", "2");
    script.environment().put("SPARK_APPLICATION_ID", "spark-1");
    script.environment().put("SPARK_EXECUTOR_POD_IP", "10.0.0.1");
    script.environment().put("SPARK_RESOURCE_PROFILE_ID", "0");
    script.environment().put("SPARK_EXECUTOR_POD_NAME", "streamify-exec-1");

    Process process = script.start();
    boolean ended = process.waitFor(20, TimeUnit.SECONDS);
    process.destroyForcibly();

    List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
    assertThat(ended).isTrue();
    assertThat(arguments)
        .startsWith("-Xms3072m", "-Xmx3072m")
        .containsSubsequence(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dspark.driver.port=7078",
            "-cp",
            "/opt/streamify/jars/*",
            "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
            "--driver-url",
            "spark://x@driver:7078",
            "--executor-id",
            "1")
        .containsSubsequence("--hostname", "10.0.0.1", "--podName", "streamify-exec-1");
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Yaml.text(SPARK.resolve("spark.properties"))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties;
  }
}
