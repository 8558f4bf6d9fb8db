package dev.streamify.local.platform;

import dev.streamify.local.base.Await;
import dev.streamify.local.base.StackException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker with its own controller in this JVM, on loopback, its log in a folder. */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String CONTROLLER = "CONTROLLER";
  private static final Duration FENCING_TIMEOUT = Duration.ofSeconds(60);

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Formats the folder if it is new, and starts the broker; returns when it serves requests.
   *
   * @param folder the broker's log
   * @param port loopback port for clients
   * @param controllerPort loopback port of the controller
   */
  public static EmbeddedBroker start(Path folder, int port, int controllerPort) {
    format(folder);
    fenceAfterKill(folder, controllerPort);
    KafkaRaftServer server = server(settings(folder, port, controllerPort));
    server.startup();
    return new EmbeddedBroker(server, port);
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private static void format(Path folder) {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(CONTROLLER)
          .run();
    } catch (Exception e) {
      throw StackException.unusable(
          "%s cannot be used as the broker's folder: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static KafkaRaftServer server(Map<String, String> settings) {
    return new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
  }

  /**
   * Lets the controller alone notice that the broker is gone, if it did not say goodbye.
   *
   * <p>A broker that starts after a {@code kill -9} still finds itself as the leader of everything.
   * It goes on with transactions that were being completed, and a moment later, while it registers
   * anew, no partition has a leader: Kafka 4.3 then takes the partitions for deleted and leaves out
   * their transaction markers. Such a transaction never ends, and readers of committed records wait
   * for it for ever. With a second broker there is always a leader; here, it must be known from the
   * start that there is none.
   */
  private static void fenceAfterKill(Path folder, int controllerPort) {
    boolean used = Files.exists(folder.resolve("__cluster_metadata-0"));
    if (!used || Files.exists(folder.resolve(".kafka_cleanshutdown"))) {
      return;
    }
    Map<String, String> settings = commonSettings(folder, controllerPort);
    settings.put("process.roles", "controller");
    settings.put("listeners", CONTROLLER + "://127.0.0.1:" + controllerPort);
    settings.put("broker.session.timeout.ms", "1000");
    KafkaRaftServer controller = server(settings);
    controller.startup();
    try {
      Await.until(
          FENCING_TIMEOUT,
          EmbeddedBroker::isFenced,
          () -> "the broker's controller does not start");
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  /** Read from the controller's own metrics, as its API lists controllers, not brokers. */
  private static boolean isFenced() {
    return metric("FencedBrokerCount") == 1 && metric("ActiveBrokerCount") == 0;
  }

  private static int metric(String name) {
    try {
      ObjectName bean = new ObjectName("kafka.controller:type=KafkaController,name=" + name);
      return (Integer) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "Value");
    } catch (InstanceNotFoundException e) {
      return -1;
    } catch (JMException e) {
      throw new IllegalStateException("the controller's metric " + name + " cannot be read", e);
    }
  }

  private static Map<String, String> commonSettings(Path folder, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    return settings;
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = commonSettings(folder, controllerPort);
    settings.put("process.roles", "broker,controller");
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A sink's control group must not be forgotten while the sink is idle (apache/iceberg#11805).
    settings.put("offsets.retention.minutes", Integer.toString(60 * 24 * 365));
    for (String internal : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(internal + ".num.partitions", "4");
      settings.put(internal + ".replication.factor", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    // How long readers wait for the transaction of a process that was killed, beyond its time-out.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
