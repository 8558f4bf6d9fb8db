package dev.streamify.batch.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes the first records of partitions. Needs the right to delete (ACL operation {@code Delete})
 * on their topics. Cost: a request to each broker that leads one of them.
 */
public final class RecordDeletion implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final String bootstrapServers;

  /** Connects when it is first asked. */
  public RecordDeletion(KafkaSettings settings) {
    int patienceMs = Math.toIntExact(PATIENCE.toMillis());
    this.admin =
        Admin.create(
            settings.client(
                "deletion",
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs,
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000)));
    this.bootstrapServers = settings.bootstrapServers();
  }

  /**
   * Deletes them; some may be deleted although it throws.
   *
   * @param firsts the offsets that shall be the first ones
   * @throws KafkaUnavailableException when Kafka does not do it
   */
  public void deleteBefore(Map<TopicPartition, Long> firsts) {
    Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
    firsts.forEach(
        (partition, first) -> wanted.put(partition, RecordsToDelete.beforeOffset(first)));
    try {
      admin.deleteRecords(wanted).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new KafkaUnavailableException(
          "Kafka at %s does not delete records before %s: %s; batch-api needs the operation Delete on these topics"
              .formatted(bootstrapServers, firsts, told(cause)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while Kafka was asked to delete", e);
    }
  }

  private static String told(Throwable cause) {
    return cause.getMessage() == null
        ? "no answer within %d s".formatted(PATIENCE.toSeconds())
        : cause.getMessage();
  }

  /** Without patience: what Kafka has not answered must not hold up the end. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
