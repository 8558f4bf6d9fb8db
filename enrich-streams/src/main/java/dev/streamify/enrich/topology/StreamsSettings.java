package dev.streamify.enrich.topology;

import java.time.Duration;
import java.util.Map;

/**
 * How the Kafka Streams runtime works.
 *
 * @param applicationId consumer group and prefix of transactional ids
 * @param bootstrapServers where Kafka is, {@code host:port,…}
 * @param threads processing threads of this process
 * @param commitInterval how often a transaction is committed: what consumers wait for at most
 * @param transactionTimeout after which the broker aborts the transaction of a process that is gone
 * @param sessionTimeout after which the broker gives the partitions of a process that is gone away
 * @param replicationFactor of topics that Kafka Streams would create; -1 for the broker's default
 * @param clientProperties further Kafka client properties, as for TLS and SASL; they win
 */
public record StreamsSettings(
    String applicationId,
    String bootstrapServers,
    int threads,
    Duration commitInterval,
    Duration transactionTimeout,
    Duration sessionTimeout,
    int replicationFactor,
    Map<String, String> clientProperties) {

  /** Refuses what could not run. */
  public StreamsSettings {
    clientProperties = Map.copyOf(clientProperties);
    if (threads < 1) {
      throw new IllegalArgumentException("%d threads: give at least 1".formatted(threads));
    }
    if (commitInterval.isNegative() || commitInterval.compareTo(transactionTimeout) >= 0) {
      throw new IllegalArgumentException(
          "commit interval %s: it must be shorter than the transaction timeout, %s"
              .formatted(commitInterval, transactionTimeout));
    }
  }
}
