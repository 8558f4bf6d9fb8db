package dev.streamify.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A Connect worker as a process of its own, with the committed worker configuration and the
 * assembled plugin folder.
 */
final class ConnectWorker implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SETTINGS = "worker.properties";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** What only the plugin folder may bring: on the worker's own class path it would hide a gap. */
  private static final Pattern PLUGIN_ONLY =
      Pattern.compile(
          "(iceberg|parquet|hadoop|orc|avro|h2|aircompressor|failsafe|httpc|woodstox|stax2)-?.*\\.jar");

  private final Path folder;
  private final Map<String, String> environment;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private List<String> main;
  private String further = "";
  private Process process;

  /**
   * Starts nothing yet.
   *
   * @param folder for the worker's files and log
   * @param environment what the worker configuration and the sinks refer to
   */
  ConnectWorker(Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.port = FreePorts.next();
    this.main =
        List.of(
            "org.apache.kafka.connect.cli.ConnectDistributed", folder.resolve(SETTINGS).toString());
    // Should this JVM end without its @AfterAll.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** As in the image: the platform's main class instead of Kafka's, set by the environment. */
  static ConnectWorker asInTheImage(Path folder, Map<String, String> environment)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("CONNECT_WORKER_PROPERTIES", folder.resolve(SETTINGS).toString());
    ConnectWorker worker = new ConnectWorker(folder, all);
    worker.main = List.of("dev.streamify.connect.worker.ConnectWorker");
    return worker;
  }

  /** With Kafka's own main class, as Strimzi starts it: set by a file of the operator's. */
  static ConnectWorker asStrimziStartsIt(
      Path folder, StrimziWorkerFile file, Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(file.environment());
    ConnectWorker worker = new ConnectWorker(folder, all);
    worker.further = file.write();
    return worker;
  }

  /** Starts the process and waits until its REST API answers. */
  void start() throws IOException {
    Path settings = folder.resolve(SETTINGS);
    Files.writeString(
        settings,
        Files.readString(Path.of("worker/connect-distributed.properties")) + overrides() + further);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Neither may change a row.
                "-Duser.timezone=America/Los_Angeles",
                "-Duser.language=tr",
                "-Dlog4j2.configurationFile=" + Path.of("src/test/resources/log4j2-test.xml"),
                "-cp",
                classPath())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.command().addAll(main);
    builder.environment().keySet().removeIf(name -> name.startsWith("STREAMIFY_"));
    builder.environment().putAll(environment);
    process = builder.start();
    await("the worker's REST API").until(() -> get("/connectors").statusCode() == 200);
  }

  private String overrides() {
    return """

    listeners=http://127.0.0.1:%d
    plugin.path=%s
    config.storage.replication.factor=1
    offset.storage.replication.factor=1
    offset.storage.partitions=1
    status.storage.replication.factor=1
    status.storage.partitions=1
    """
        .formatted(port, Path.of("target/plugin").toAbsolutePath());
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .filter(entry -> !PLUGIN_ONLY.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** POSTs the sink file and waits until its connector and its tasks run. */
  void register(Path sinkFile) throws IOException {
    String name = JSON.readTree(sinkFile.toFile()).path("name").asText();
    String sink = Files.readString(sinkFile);
    await(name + " to be taken")
        .untilAsserted(() -> assertThat(post("/connectors", sink)).isIn(201, 409));
    awaitRunning(name);
  }

  /** Waits until connector and tasks run. */
  void awaitRunning(String name) {
    await(name + " to run")
        .untilAsserted(
            () -> {
              JsonNode status = JSON.readTree(get("/connectors/" + name + "/status").body());
              assertThat(status.path("connector").path("state").asText()).isEqualTo("RUNNING");
              assertThat(status.path("tasks")).isNotEmpty();
              assertThat(status.path("tasks"))
                  .allSatisfy(
                      task ->
                          assertThat(task.path("state").asText())
                              .as(task.path("trace").asText())
                              .isEqualTo("RUNNING"));
            });
  }

  /** Waits until the connector has been stopped: it has no tasks then. */
  void awaitStopped(String name) {
    await(name + " to be stopped")
        .untilAsserted(
            () -> {
              JsonNode status = JSON.readTree(get("/connectors/" + name + "/status").body());
              assertThat(status.path("connector").path("state").asText()).isEqualTo("STOPPED");
              assertThat(status.path("tasks")).isEmpty();
            });
  }

  /** Sends a request that has to be done, and gives its answer. */
  String send(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode())
        .as(method + " " + path + ": " + answer.body())
        .isBetween(200, 299);
    return answer.body();
  }

  /** The plugins that the worker found, as {@code class@version}. */
  List<String> connectorPlugins() throws IOException, InterruptedException {
    List<String> found = new java.util.ArrayList<>();
    JSON.readTree(get("/connector-plugins").body())
        .forEach(p -> found.add(p.path("class").asText() + "@" + p.path("version").asText()));
    return found;
  }

  private org.awaitility.core.ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(TIMEOUT)
        .failFast("the worker ended, see " + log(), () -> !process.isAlive())
        .ignoreException(ConnectException.class);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    return http.send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  private Path log() {
    return folder.resolve("worker.log");
  }

  @Override
  public void close() {
    kill();
  }
}
