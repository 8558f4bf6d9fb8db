package dev.streamify.bench.kafka;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A broker of its own, as Kafka's own programs format and start it. */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(1);

  private final ChildProcess process;
  private final int port;

  private BrokerProcess(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one with its data in that folder, and waits until it listens. */
  public static BrokerProcess start(Installation installation, Path folder) {
    int port = ChildProcess.freePort();
    try {
      Path settings = Files.createDirectories(folder).resolve("server.properties");
      Files.writeString(settings, settings(folder.resolve("log"), port, ChildProcess.freePort()));
      KafkaPrograms programs = new KafkaPrograms(installation, folder);
      programs.format("broker", settings);
      ChildProcess process = programs.start("broker", "1g", settings);
      BrokerProcess broker = new BrokerProcess(process, port);
      Await.until(READY_WITHIN, broker::isReady, () -> "the broker does not start");
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady() {
    process.requireAlive();
    return KafkaPrograms.listens(port);
  }

  /** {@code HOST:PORT}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Its JVM. */
  public ChildProcess process() {
    return process;
  }

  private static String settings(Path log, int port, int controllerPort) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=CLIENTS://127.0.0.1:%1$d
        listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=CLIENTS
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        """
            .formatted(port, controllerPort, log)
        + KafkaPrograms.BROKER_SETTINGS;
  }

  @Override
  public void close() {
    process.close();
  }
}
