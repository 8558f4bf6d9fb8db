package dev.streamify.bench.chaos;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.kafka.KafkaPrograms;
import dev.streamify.bench.platform.BatchClient;
import dev.streamify.bench.platform.CatalogServer;
import dev.streamify.bench.platform.Services;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The whole platform, each part a process of its own as in production: a Kafka controller and a
 * broker, enrich-streams, two Connect workers, the Spark server, batch-api. The catalogue is a
 * database in this JVM, behind a proxy.
 */
public final class ChaosCluster implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Installation installation;
  private final Path folder;
  private final Resources resources = new Resources();
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final List<Integer> ports = ChildProcess.freePorts(7);
  private final int controllerPort = ports.get(0);
  private final int brokerPort = ports.get(1);
  private final int catalogPort = ports.get(2);
  private final int sparkPort = ports.get(3);
  private final int batchPort = ports.get(4);
  private final List<Integer> connectPorts = ports.subList(5, 7);
  private final TcpProxy proxy;
  private final Services services;
  private final Storage storage;
  private CatalogServer catalog;

  private ChaosCluster(Installation installation, Path folder, Storage storage) {
    this.installation = installation;
    this.folder = folder;
    this.storage = storage;
    this.proxy = resources.add(TcpProxy.start(catalogPort));
    this.catalog = CatalogServer.start(folder, catalogPort, proxy.port(), storage.place());
    Map<String, String> common = new HashMap<>(catalog.environment());
    common.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    this.services = new Services(installation, folder, common);
  }

  /** Starts it, with topics, tables and sinks; tables lie in a folder of the folder. */
  public static ChaosCluster start(Installation installation, Path folder) {
    return start(installation, folder, new FileStorage(new Warehouse(folder.resolve("warehouse"))));
  }

  /** Starts it, with topics, tables and sinks; who made the storage closes it. */
  static ChaosCluster start(Installation installation, Path folder, Storage storage) {
    ChaosCluster cluster = new ChaosCluster(installation, folder, storage);
    try {
      cluster.startKafka();
      cluster.startTransforms();
      cluster.startConnect();
      cluster.startEnrichment();
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startKafka() throws IOException {
    KafkaPrograms programs = new KafkaPrograms(installation, folder);
    String common =
        """
        controller.quorum.voters=100@127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
        """
            .formatted(controllerPort);
    // Not one process with both roles: after a kill the controller has to notice that the broker
    // was gone, or transactions that were being completed never end.
    Path controller =
        settings(
            "kafka-controller",
            common
                + """
                process.roles=controller
                node.id=100
                listeners=CONTROLLER://127.0.0.1:%d
                broker.session.timeout.ms=4000
                log.dirs=%s
                """
                    .formatted(controllerPort, folder.resolve("kafka-controller")));
    Path broker =
        settings(
            "kafka-broker",
            common
                + """
                process.roles=broker
                node.id=1
                listeners=CLIENTS://127.0.0.1:%1$d
                advertised.listeners=CLIENTS://127.0.0.1:%1$d
                inter.broker.listener.name=CLIENTS
                broker.heartbeat.interval.ms=1000
                log.dirs=%2$s
                """
                    .formatted(brokerPort, folder.resolve("kafka-broker"))
                + KafkaPrograms.BROKER_SETTINGS);
    programs.format("controller", controller);
    programs.format("broker", broker);
    resources.add(programs.start("kafka-controller", "256m", controller));
    add("kafka-broker", same -> programs.start("kafka-broker", "1g", broker));
    Await.until(
        READY_WITHIN, () -> KafkaPrograms.listens(brokerPort), () -> "the broker does not start");
    services.bootstrap("topics", Map.of());
  }

  private Path settings(String name, String text) throws IOException {
    return Files.writeString(Files.createDirectories(folder).resolve(name + ".properties"), text);
  }

  private void startTransforms() {
    add("spark-server", own -> own.sparkServer(sparkPort));
    add(
        "batch-api",
        own ->
            own.batchApi(
                batchPort,
                sparkPort,
                Map.of(
                    "CONNECT_URL",
                    connectUrl(),
                    // Control topics are shortened many times in a run.
                    "STREAMIFY_BATCH_FLOW_CONTROL_HISTORY",
                    "20s")));
    Await.until(READY_WITHIN, batch()::isReady, () -> "batch-api does not get ready");
  }

  private void startConnect() {
    for (int port : connectPorts) {
      String name = "connect-" + (connectPorts.indexOf(port) + 1);
      add(name, own -> own.connectWorker(name, port));
    }
    for (int port : connectPorts) {
      Await.until(
          READY_WITHIN, () -> KafkaPrograms.listens(port), () -> "Kafka Connect does not start");
    }
    services.bootstrap(
        "sinks",
        Map.of(
            "CONNECT_URL", connectUrl(),
            "STREAMIFY_SINKS_DIR", installation.sinks().toString(),
            "BATCH_API_URL", "http://127.0.0.1:" + batchPort));
  }

  private void startEnrichment() {
    add("enrich-streams", Services::enrichStreams);
  }

  private void add(String name, Function<Services, ChildProcess> starter) {
    members.put(
        name, resources.add(Member.start(name, more -> starter.apply(services.with(more)))));
  }

  /** The REST interface of the first Connect worker. */
  public String connectUrl() {
    return "http://127.0.0.1:" + connectPorts.get(0);
  }

  /** Where the broker is. */
  public String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  /** The processes that faults can happen to. */
  public Map<String, Member> members() {
    return members;
  }

  /** One of them. */
  public Member member(String name) {
    return Optional.ofNullable(members.get(name))
        .orElseThrow(() -> BenchException.failed("there is no process " + name));
  }

  /** What starts services and prepares topics. */
  public Services services() {
    return services;
  }

  /** batch-api. */
  public BatchClient batch() {
    return new BatchClient(batchPort);
  }

  /** Where the catalogue is for whoever counts, past the proxy. */
  public Map<String, String> catalogProperties() {
    return catalog.properties();
  }

  /** Whether a process listens where it is known to; of enrich-streams that is not known. */
  boolean listens(String name) {
    return switch (name) {
      case "batch-api" -> KafkaPrograms.listens(batchPort);
      case "connect-1" -> KafkaPrograms.listens(connectPorts.get(0));
      case "connect-2" -> KafkaPrograms.listens(connectPorts.get(1));
      default -> true;
    };
  }

  void cutCatalog() {
    proxy.cut();
  }

  void dropAnswersOfCatalog() {
    proxy.dropAnswers();
  }

  void deliverAnswersOfCatalog() {
    proxy.deliverAnswers();
  }

  /** Where the files of the tables are. */
  Warehouse warehouse() {
    return storage.warehouse();
  }

  /** The file of this machine that a location of the tables stands for. */
  Path fileOf(String location) {
    return storage.file(location);
  }

  void stopCatalog() {
    catalog.close();
    proxy.cut();
  }

  void startCatalog() {
    catalog = CatalogServer.start(folder, catalogPort, proxy.port(), storage.place());
  }

  @Override
  public void close() {
    resources.close();
    catalog.close();
  }
}
