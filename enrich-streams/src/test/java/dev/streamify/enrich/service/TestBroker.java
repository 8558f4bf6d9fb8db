package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** A real broker in this JVM, on loopback. */
final class TestBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private TestBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.bootstrapServers = "127.0.0.1:" + port;
  }

  static TestBroker start(Path folder, int port) {
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("can not format " + folder, e);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(settings(folder, port), false), Time.SYSTEM);
    server.startup();
    return new TestBroker(server, port);
  }

  /** A port that nobody listens on at the moment. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates the streams' topics with the settings of the contract. */
  void createTopics(int partitions) throws Exception {
    List<NewTopic> topics =
        EventContract.standard().topics().stream()
            .filter(topic -> topic.role().isPartitioned())
            .map(
                topic ->
                    new NewTopic(topic.name(), Optional.of(partitions), Optional.empty())
                        .configs(topic.role().settings()))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics).all().get();
    }
  }

  private static Map<String, String> settings(Path folder, int port) {
    int controller = freePort();
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    return settings;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
