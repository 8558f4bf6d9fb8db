package dev.streamify.bench.bronze;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.Folders;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.kafka.BrokerProcess;
import dev.streamify.bench.kafka.KafkaPrograms;
import dev.streamify.bench.kafka.TopicEnds;
import dev.streamify.bench.platform.CatalogServer;
import dev.streamify.bench.platform.Services;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;

/** A broker, a catalogue with empty tables, and one way from the raw topics to them. */
final class BronzeRig implements AutoCloseable {
  /** The raw topics. */
  static final List<String> RAW =
      EventContract.standard().streams().stream().map(EventStream::rawTopic).toList();

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Resources resources = new Resources();
  private final Installation installation;
  private final Path folder;
  private final BrokerProcess broker;
  private final CatalogServer catalog;
  private final Services services;
  private final Tables tables;
  private final Admin admin;
  private final Map<String, ChildProcess> processes = new LinkedHashMap<>();

  private BronzeRig(Installation installation, Path folder) throws IOException {
    this.installation = installation;
    this.folder = Files.createDirectories(folder);
    this.broker = resources.add(BrokerProcess.start(installation, folder.resolve("kafka")));
    this.catalog = resources.add(CatalogServer.start(folder));
    Map<String, String> common = new HashMap<>(catalog.environment());
    common.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    this.services = new Services(installation, folder, common);
    this.tables = resources.add(Tables.open(catalog.properties()));
    this.admin =
        resources.add(Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())));
  }

  /** With topics and tables, and nothing in them. */
  static BronzeRig prepare(Installation installation, Path folder) {
    try {
      BronzeRig rig = new BronzeRig(installation, folder);
      rig.createTopicsAndTables();
      return rig;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createTopicsAndTables() {
    services.bootstrap("topics", Map.of());
    List<Integer> ports = ChildProcess.freePorts(2);
    // It makes the tables, and needs no Spark for that.
    try (ChildProcess batch = services.batchApi(ports.get(0), ports.get(1), Map.of())) {
      Await.until(
          READY_WITHIN,
          () -> {
            batch.requireAlive();
            return EventContract.standard().sinks().stream()
                .allMatch(sink -> tables.exists(sink.table()));
          },
          () -> "batch-api does not make the tables");
    }
  }

  /**
   * Starts what moves events.
   *
   * @param intervals between commits
   * @param mostRecords of a stream in a commit, where that can be said
   */
  void start(BronzePath path, CommitIntervals intervals, long mostRecords) {
    switch (path) {
      case STRUCTURED_STREAMING -> startStructuredStreaming(intervals.bronze(), mostRecords);
      case BARE_SINK -> startSinks(intervals, true);
      case STREAMIFY -> {
        add("enrich-streams", services.with(variables(intervals)).enrichStreams());
        startSinks(intervals, false);
      }
    }
  }

  private static Map<String, String> variables(CommitIntervals intervals) {
    return intervals
        .enrich()
        .map(interval -> Map.of("STREAMIFY_ENRICH_COMMIT_INTERVAL", interval.toString()))
        .orElse(Map.of());
  }

  private void startSinks(CommitIntervals intervals, boolean fromRaw) {
    int port = ChildProcess.freePort();
    add("connect", services.connectWorker("connect", port));
    Await.until(
        READY_WITHIN, () -> KafkaPrograms.listens(port), () -> "Kafka Connect does not start");
    services.bootstrap(
        "sinks",
        Map.of(
            "CONNECT_URL",
            "http://127.0.0.1:" + port,
            "STREAMIFY_SINKS_DIR",
            SinkFolder.write(installation.sinks(), folder.resolve("sinks"), intervals, fromRaw)
                .toString()));
  }

  private void startStructuredStreaming(Duration interval, long mostRecords) {
    List<String> jvm =
        new ArrayList<>(
            List.of(
                "@" + installation.sparkJvmOptions(),
                "-Xmx2g",
                "-Dspark.master=local[*]",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "-Dspark.sql.session.timeZone=UTC",
                "-Dspark.sql.extensions="
                    + "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
                "-Dspark.sql.catalog.lakehouse=org.apache.iceberg.spark.SparkCatalog"));
    catalog
        .properties()
        .forEach((name, value) -> jvm.add("-Dspark.sql.catalog.lakehouse." + name + "=" + value));
    jvm.addAll(
        List.of(
            "-cp",
            installation.structuredStreamingClassPath(),
            "dev.streamify.bench.streaming.StructuredStreaming"));
    add(
        "structured-streaming",
        services.start(
            "structured-streaming",
            jvm,
            Map.of(
                "STREAMING_CHECKPOINTS",
                folder.resolve("checkpoints").toUri().toString(),
                "STREAMING_TRIGGER_MS",
                Long.toString(interval.toMillis()),
                "STREAMING_MOST_RECORDS",
                Long.toString(mostRecords))));
  }

  private void add(String name, ChildProcess process) {
    processes.put(name, resources.add(process));
  }

  /** Starts the simulator. */
  ChildProcess simulate(List<String> arguments) {
    return resources.add(services.simulator(arguments));
  }

  /** Records of the raw topics. */
  long produced() {
    return new TopicEnds(admin).total(RAW);
  }

  /** Rows of bronze. */
  long landed() {
    processes.values().forEach(ChildProcess::requireAlive);
    return tables.rowsOfBronze();
  }

  /** The CPU time of each process of the way, so far. */
  Map<String, Duration> cpu() {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    processes.forEach((name, process) -> cpu.put(name, process.cpu()));
    return cpu;
  }

  /** The most memory of the way's processes, each at its own peak, MiB. */
  OptionalLong peakMemoryMib() {
    return processes.values().stream()
        .map(ChildProcess::peakMemoryMib)
        .reduce(
            OptionalLong.of(0),
            (sum, each) ->
                sum.isPresent() && each.isPresent()
                    ? OptionalLong.of(sum.getAsLong() + each.getAsLong())
                    : OptionalLong.empty());
  }

  Tables tables() {
    return tables;
  }

  Admin admin() {
    return admin;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Ends everything, and removes the data; logs stay. */
  @Override
  public void close() {
    resources.close();
    try {
      Folders.delete(folder.resolve("kafka").resolve("log"));
      Folders.delete(folder.resolve("warehouse"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
