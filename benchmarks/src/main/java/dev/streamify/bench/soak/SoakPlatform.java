package dev.streamify.bench.soak;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.kafka.BrokerProcess;
import dev.streamify.bench.kafka.KafkaPrograms;
import dev.streamify.bench.kafka.TopicEnds;
import dev.streamify.bench.platform.BatchClient;
import dev.streamify.bench.platform.CatalogServer;
import dev.streamify.bench.platform.Services;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole platform as processes, with its triggers on: silver follows bronze by itself, and what
 * tidies up comes every few minutes instead of every night.
 */
final class SoakPlatform implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final List<String> RAW =
      EventContract.standard().streams().stream().map(EventStream::rawTopic).toList();

  private final Resources resources = new Resources();
  private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
  private final SoakOptions options;
  private final Installation installation;
  private final Services services;
  private final BatchClient batch;
  private final Tables tables;
  private final Admin admin;
  private final List<Integer> ports = ChildProcess.freePorts(3);

  private SoakPlatform(SoakOptions options, Installation installation) throws IOException {
    this.options = options;
    this.installation = installation;
    Files.createDirectories(options.folder());
    BrokerProcess broker =
        resources.add(BrokerProcess.start(installation, options.folder().resolve("kafka")));
    processes.put("kafka-broker", broker.process());
    CatalogServer catalog = resources.add(CatalogServer.start(options.folder()));
    Map<String, String> common = new HashMap<>(catalog.environment());
    common.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    this.services = new Services(installation, options.folder(), common);
    this.tables = resources.add(Tables.open(catalog.properties()));
    this.admin =
        resources.add(Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())));
    this.batch = new BatchClient(ports.get(2));
  }

  /** Starts it, with topics, tables and sinks. */
  static SoakPlatform start(SoakOptions options, Installation installation) {
    SoakPlatform platform;
    try {
      platform = new SoakPlatform(options, installation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      platform.startServices();
      return platform;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  private void startServices() {
    services.bootstrap("topics", Map.of());
    int connectPort = ports.get(0);
    int sparkPort = ports.get(1);
    String connect = "http://127.0.0.1:" + connectPort;
    add("spark-server", services.sparkServer(sparkPort));
    Map<String, String> settings = schedules();
    settings.put("CONNECT_URL", connect);
    add("batch-api", services.batchApi(ports.get(2), sparkPort, settings));
    Await.until(READY_WITHIN, batch::isReady, () -> "batch-api does not get ready");
    add("connect", services.connectWorker("connect", connectPort));
    Await.until(
        READY_WITHIN,
        () -> KafkaPrograms.listens(connectPort),
        () -> "Kafka Connect does not start");
    services.bootstrap(
        "sinks",
        Map.of(
            "CONNECT_URL",
            connect,
            "STREAMIFY_SINKS_DIR",
            installation.sinks().toString(),
            "BATCH_API_URL",
            "http://127.0.0.1:" + ports.get(2)));
    add("enrich-streams", services.enrichStreams());
  }

  private Map<String, String> schedules() {
    Map<String, String> settings = new HashMap<>();
    String schedule = "*/%d * * * *".formatted(options.maintenance());
    settings.put("STREAMIFY_BATCH_JOBS_RECONCILIATION_SCHEDULE", schedule);
    for (TableDefinition table : EventContract.standard().tables()) {
      for (String job : List.of("rewrite_data_files_", "rewrite_manifests_", "expire_snapshots_")) {
        settings.put(
            "STREAMIFY_BATCH_JOBS_%s_SCHEDULE"
                .formatted((job + table.name()).toUpperCase(Locale.ROOT)),
            schedule);
      }
    }
    return settings;
  }

  private void add(String name, ChildProcess process) {
    processes.put(name, resources.add(process));
  }

  /** Starts the simulator, whose process is none of the platform's. */
  ChildProcess simulate() {
    return resources.add(
        services.simulator(
            List.of(
                "--events=" + options.events(),
                "--nusers=" + options.users(),
                "--rate=" + options.ratePerSecond(),
                "--randomseed=8",
                "--duplicates=0.01",
                "--malformed=0.001")));
  }

  /** The platform's JVMs, by name. */
  Map<String, ChildProcess> processes() {
    return processes;
  }

  BatchClient batch() {
    return batch;
  }

  Tables tables() {
    return tables;
  }

  Admin admin() {
    return admin;
  }

  /** Records of the raw topics. */
  long raw() {
    processes.values().forEach(ChildProcess::requireAlive);
    return new TopicEnds(admin).total(RAW);
  }

  @Override
  public void close() {
    resources.close();
  }
}
