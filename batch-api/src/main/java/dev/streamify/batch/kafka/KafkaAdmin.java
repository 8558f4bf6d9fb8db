package dev.streamify.batch.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/**
 * An admin client that waits for seconds only, and tells what it could not do.
 *
 * @param client the client
 * @param bootstrapServers where Kafka should be
 */
record KafkaAdmin(Admin client, String bootstrapServers) implements AutoCloseable {
  /** How long each answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Work with Kafka. */
  @FunctionalInterface
  interface Work<T> {
    T get() throws InterruptedException, ExecutionException, TimeoutException;
  }

  /**
   * Connects when it is first asked.
   *
   * @param purpose names the client in the broker's logs
   */
  static KafkaAdmin of(KafkaSettings settings, String purpose) {
    int patienceMs = Math.toIntExact(PATIENCE.toMillis());
    return new KafkaAdmin(
        Admin.create(
            settings.client(
                purpose,
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs,
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000))),
        settings.bootstrapServers());
  }

  /** Waits for an answer. */
  static <T> T answer(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Does some work.
   *
   * @param trouble what Kafka does not do when it fails, as in "does not answer"
   * @param advice what to look at then
   * @throws KafkaUnavailableException when it fails
   */
  <T> T ask(String trouble, String advice, Work<T> work) {
    try {
      return work.get();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new KafkaUnavailableException(
          "Kafka at %s %s: %s; %s".formatted(bootstrapServers, trouble, told(cause), advice), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while Kafka was asked", e);
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
    client.close(Duration.ZERO);
  }
}
