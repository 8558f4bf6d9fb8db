package dev.streamify.bench.kafka;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Kafka's own programs.
 *
 * @param installation where their jars are
 * @param folder of their logs
 */
public record KafkaPrograms(Installation installation, Path folder) {
  /** For one broker that has everything. */
  public static final String BROKER_SETTINGS =
      """
      auto.create.topics.enable=false
      group.initial.rebalance.delay.ms=0
      offsets.topic.num.partitions=4
      offsets.topic.replication.factor=1
      transaction.state.log.num.partitions=4
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      """;

  private static final Duration FORMATTED_WITHIN = Duration.ofMinutes(1);
  private static final String CLUSTER_ID = "c3RyZWFtaWZ5LWJlbmNoMQ";

  /** Prepares the folder of the server that has these settings. */
  public void format(String name, Path settings) {
    try (ChildProcess format =
        run(
            "format-" + name,
            "256m",
            List.of(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id=" + CLUSTER_ID,
                "--config=" + settings))) {
      Await.until(FORMATTED_WITHIN, format::hasEnded, () -> "Kafka's folder is not formatted");
      if (!format.log().contains("Formatting")) {
        throw BenchException.failed("Kafka's folder is not formatted: " + format.log());
      }
    }
  }

  /** Starts the server that has these settings. */
  public ChildProcess start(String name, String heap, Path settings) {
    return run(name, heap, List.of("kafka.Kafka", settings.toString()));
  }

  private ChildProcess run(String name, String heap, List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-cp", installation.kafkaJars() + "/*"));
    all.addAll(arguments);
    return ChildProcess.start(
        name, installation.guardAgent(), all, Map.of(), folder, ChildProcess.Output.LOG);
  }

  /** Whether something listens on that loopback port. */
  public static boolean listens(int port) {
    try (Socket listening = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return listening.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
