package dev.streamify.bench.platform;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the packaged services as a user does, told by variables where Kafka and catalogue are. */
public final class Services {
  private static final Duration BOOTSTRAPPED_WITHIN = Duration.ofMinutes(3);

  private final Installation installation;
  private final Path folder;
  private final Map<String, String> common;

  /**
   * Services of one platform.
   *
   * @param folder of data and logs
   * @param common variables that every service gets
   */
  public Services(Installation installation, Path folder, Map<String, String> common) {
    this.installation = installation;
    this.folder = folder;
    this.common = Map.copyOf(common);
  }

  /** The same services with more variables, or other values. */
  public Services with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(common);
    all.putAll(more);
    return new Services(installation, folder, all);
  }

  /** enrich-streams. */
  public ChildProcess enrichStreams() {
    return start(
        "enrich-streams",
        List.of("-Xmx384m", "-XX:+UseParallelGC", "-jar", installation.enrichStreams().toString()),
        Map.of("QUARKUS_HTTP_PORT", "0", "STREAMIFY_ENRICH_STARTUP_TIMEOUT", "0s"));
  }

  /** A Connect worker whose REST API is on that loopback port. */
  public ChildProcess connectWorker(String name, int port) {
    Map<String, String> own = new HashMap<>();
    own.put("CONNECT_WORKER_PROPERTIES", installation.connectSettings().toString());
    own.put("CONNECT_PLUGIN_PATH", installation.connectPlugins().toString());
    own.put("CONNECT_LISTENERS", "http://127.0.0.1:" + port);
    own.put("CONNECT_REST_ADVERTISED_HOST_NAME", "127.0.0.1");
    for (String topic : List.of("CONFIG", "OFFSET", "STATUS")) {
      own.put("CONNECT_" + topic + "_STORAGE_REPLICATION_FACTOR", "1");
    }
    return start(
        name,
        List.of(
            "-Xmx768m",
            "-XX:+UseParallelGC",
            "-cp",
            installation.connectClassPath(),
            "dev.streamify.connect.worker.ConnectWorker"),
        own);
  }

  /** A Spark server on that loopback port. */
  public ChildProcess sparkServer(int port) {
    return start(
        "spark-server",
        List.of(
            "@" + installation.sparkJvmOptions(),
            "-Xmx2g",
            "-cp",
            installation.sparkJars() + "/*",
            "dev.streamify.spark.SparkServer"),
        Map.of(
            "SPARK_MASTER",
            "local[2]",
            "SPARK_CONNECT_PORT",
            Integer.toString(port),
            "STREAMIFY_SPARK_WORK_DIR",
            folder.resolve("spark").toString()));
  }

  /** batch-api on that loopback port. */
  public ChildProcess batchApi(int port, int sparkPort, Map<String, String> more) {
    Map<String, String> own = new HashMap<>(more);
    own.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    own.put("SPARK_REMOTE", "sc://127.0.0.1:" + sparkPort);
    own.put("STREAMIFY_BATCH_DATABASE_URL", "jdbc:h2:file:" + folder.resolve("history"));
    return start(
        "batch-api",
        List.of(
            "-Xmx384m",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-jar",
            installation.batchApi().toString()),
        own);
  }

  /** The simulator. */
  public ChildProcess simulator(List<String> arguments) {
    return start(
        "event-sim",
        Stream.concat(
                Stream.of("-Xmx1g", "-jar", installation.eventSim().toString()), arguments.stream())
            .toList(),
        Map.of());
  }

  /**
   * Prepares topics or sinks, and waits until that is done.
   *
   * @param command {@code topics} or {@code sinks}
   */
  public void bootstrap(String command, Map<String, String> own) {
    try (ChildProcess process =
        start(
            "bootstrap-" + command,
            List.of("-jar", installation.bootstrap().toString(), command),
            own)) {
      Await.until(
          BOOTSTRAPPED_WITHIN, process::hasEnded, () -> "bootstrap " + command + " does not end");
    }
  }

  /** Any JVM, with these variables beside the common ones. */
  public ChildProcess start(String name, List<String> jvm, Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(common);
    environment.putAll(own);
    return ChildProcess.start(
        name, installation.guardAgent(), jvm, environment, folder, ChildProcess.Output.LOG);
  }
}
