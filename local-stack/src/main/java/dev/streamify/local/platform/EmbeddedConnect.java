package dev.streamify.local.platform;

import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A Kafka Connect worker in this JVM, in distributed mode like any other. */
public final class EmbeddedConnect implements AutoCloseable {
  private final Connect<?> worker;

  private EmbeddedConnect(Connect<?> worker) {
    this.worker = worker;
  }

  /**
   * Starts the worker; its REST API answers some seconds later.
   *
   * @param workerSettings Kafka Connect's own worker properties
   */
  public static EmbeddedConnect start(Map<String, String> workerSettings) {
    return new EmbeddedConnect(new ConnectDistributed().startConnect(workerSettings));
  }

  @Override
  public void close() {
    worker.stop();
    worker.awaitStop();
  }
}
