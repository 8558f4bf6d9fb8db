package dev.streamify.connect;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.TopicDefinition;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in the tests' JVM, on loopback and a free port. */
final class LoopbackBroker implements AutoCloseable {
  static final int PARTITIONS = 2;

  private final KafkaRaftServer server;
  private final int port;
  private final Optional<SecureListener> secured;

  private LoopbackBroker(KafkaRaftServer server, int port, Optional<SecureListener> secured) {
    this.server = server;
    this.port = port;
    this.secured = secured;
  }

  static LoopbackBroker start(Path folder) throws Exception {
    return start(folder, Optional.empty());
  }

  /** With a second listener, which asks for TLS and sign-in. */
  static LoopbackBroker startSecured(Path folder, Path certificates) throws Exception {
    return start(folder, Optional.of(SecureListener.create(certificates)));
  }

  private static LoopbackBroker start(Path folder, Optional<SecureListener> secured)
      throws Exception {
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setScramArguments(secured.map(SecureListener::users).orElse(List.of()))
          .setPrintStream(nowhere)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .run();
    }
    int port = FreePorts.next();
    Map<String, String> settings = settings(folder, port, FreePorts.next());
    secured.ifPresent(listener -> listener.addTo(settings));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return new LoopbackBroker(server, port, secured);
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    for (String internal : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(internal + ".num.partitions", "2");
      settings.put(internal + ".replication.factor", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    return settings;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The listener that asks for TLS and sign-in. */
  SecureListener secured() {
    return secured.orElseThrow();
  }

  /** Creates the topics of the contract, with the settings of the contract. */
  void create(EventContract contract) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(contract.topics().stream().map(LoopbackBroker::newTopic).toList())
          .all()
          .get();
    }
  }

  private static NewTopic newTopic(TopicDefinition topic) {
    int partitions = topic.role().isPartitioned() ? PARTITIONS : 1;
    return new NewTopic(topic.name(), partitions, (short) 1).configs(topic.role().settings());
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
