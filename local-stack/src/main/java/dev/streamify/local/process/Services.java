package dev.streamify.local.process;

import dev.streamify.local.settings.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The platform's processes as they are started on a laptop: loopback, small heaps, two cores.
 *
 * @param installation where their jars are
 * @param ports where they listen
 * @param shared environment of all of them: broker and catalogue
 */
public record Services(Installation installation, Ports ports, Map<String, String> shared) {
  // One collector thread's worth of work: several JVMs share two cores.
  private static final List<String> SMALL_JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "-Dfile.encoding=UTF-8");

  /** Kafka Streams. */
  public ServiceDefinition enrichStreams() {
    return quarkus(
        "enrich-streams",
        List.of("-Xmx384m", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8"),
        Map.of("QUARKUS_HTTP_PORT", Integer.toString(ports.enrich())));
  }

  /**
   * The run service.
   *
   * @param history the folder of its database
   * @param triggers whether schedules and sensors start runs
   */
  public ServiceDefinition batchApi(Path history, boolean triggers) {
    List<String> jvm = new ArrayList<>(SMALL_JVM);
    jvm.addAll(List.of("-Xmx384m", "--add-opens=java.base/java.nio=ALL-UNNAMED"));
    return quarkus(
        "batch-api",
        jvm,
        Map.of(
            "QUARKUS_HTTP_PORT",
            Integer.toString(ports.batch()),
            "CONNECT_URL",
            "http://127.0.0.1:" + ports.connect(),
            "SPARK_REMOTE",
            "sc://127.0.0.1:" + ports.spark(),
            "STREAMIFY_BATCH_CONSOLE_SPARK_UI",
            "http://127.0.0.1:" + ports.sparkUi(),
            "STREAMIFY_BATCH_DATABASE_URL",
            "jdbc:h2:file:" + history.resolve("runs"),
            "STREAMIFY_BATCH_TRIGGERS_ENABLED",
            Boolean.toString(triggers)));
  }

  private ServiceDefinition quarkus(String module, List<String> jvm, Map<String, String> own) {
    List<String> arguments = new ArrayList<>(jvm);
    arguments.addAll(List.of("-jar", installation.quarkusApplication(module).toString()));
    return new ServiceDefinition(module, arguments, with(own), Priority.NORMAL);
  }

  /**
   * The Spark Connect server.
   *
   * @param workFolder its scratch space
   */
  public ServiceDefinition sparkServer(Path workFolder) {
    return new ServiceDefinition(
        "spark-server",
        List.of(
            "@" + installation.sparkJvmOptions(),
            "-Dfile.encoding=UTF-8",
            "-cp",
            installation.sparkJars() + "/*",
            "dev.streamify.spark.SparkServer"),
        with(
            Map.of(
                "SPARK_CONNECT_PORT", Integer.toString(ports.spark()),
                "SPARK_UI_PORT", Integer.toString(ports.sparkUi()),
                // Without it Spark shows its web interface to every network, so the server hides
                // it.
                "SPARK_LOCAL_IP", "127.0.0.1",
                "STREAMIFY_SPARK_WORK_DIR", workFolder.toString())),
        // It would take the whole machine, and the others would answer late.
        Priority.BACKGROUND);
  }

  private Map<String, String> with(Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(shared);
    environment.putAll(own);
    return environment;
  }
}
