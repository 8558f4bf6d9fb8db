package dev.streamify.sim.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in this JVM, on loopback. */
final class TestBroker implements AutoCloseable {
  private static final String CLUSTER = "c2ltdWxhdG9yLXRlc3RzLQ";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private TestBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  static TestBroker start(Path folder) throws Exception {
    return start(folder, freePort(), freePort());
  }

  /** On those ports, with what an earlier broker left in the folder. */
  static TestBroker start(Path folder, int port, int controllerPort) throws Exception {
    format(folder);
    KafkaConfig config = new KafkaConfig(settings(folder, port, controllerPort), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new TestBroker(server, "127.0.0.1:" + port);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void format(Path folder) throws Exception {
    try (PrintStream quiet =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(1)
          .setClusterId(CLUSTER)
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .setIgnoreFormatted(true)
          .run();
    }
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    return settings;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes the topics anew, empty. */
  void createTopics(List<String> names, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrapServers))) {
      admin
          .createTopics(
              names.stream()
                  .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                  .toList())
          .all()
          .get();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
