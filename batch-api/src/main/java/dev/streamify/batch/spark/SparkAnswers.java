package dev.streamify.batch.spark;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.spark.connect.proto.AnalyzePlanRequest;
import org.apache.spark.sql.connect.client.SparkConnectClient;
import org.jboss.logging.Logger;

/**
 * Whether the server answers, and does not only accept connections, as one that hangs does. It is
 * asked for its version, on a thread of its own: nobody waits for an answer longer than a moment.
 */
final class SparkAnswers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SparkAnswers.class);
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Duration limit;
  private final Function<TimeLimit, SparkConnectClient> clients;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "spark-answers");
            made.setDaemon(true);
            return made;
          });
  private Optional<SparkConnectClient> client = Optional.empty();
  private CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
  private long askedAt = System.nanoTime() - FRESH.toNanos();
  private volatile boolean forgotten;
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * Asks nothing yet.
   *
   * @param limit so long an answer may take
   * @param clients makes clients that do not repeat requests
   */
  SparkAnswers(Duration limit, Function<TimeLimit, SparkConnectClient> clients) {
    this.limit = limit;
    this.clients = clients;
  }

  /** Why there was no answer to the last question; empty if there was one. */
  Optional<String> trouble() {
    CompletableFuture<Void> answer = asked();
    try {
      answer.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("Spark's answer is told at a later look", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return trouble;
  }

  /** The server is away: another one may come in its place, and knows nothing of this one. */
  void forget() {
    forgotten = true;
  }

  private synchronized CompletableFuture<Void> asked() {
    if (asked.isDone() && System.nanoTime() - askedAt >= FRESH.toNanos()) {
      askedAt = System.nanoTime();
      asked = CompletableFuture.runAsync(this::ask, thread);
    }
    return asked;
  }

  // Scala declares no exceptions, but throws checked ones.
  private void ask() {
    try {
      if (forgotten) {
        forgotten = false;
        drop();
      }
      if (client.isEmpty()) {
        client = Optional.of(clients.apply(new TimeLimit(limit)));
      }
      client
          .get()
          .analyze(
              AnalyzePlanRequest.newBuilder()
                  .setSparkVersion(AnalyzePlanRequest.SparkVersion.getDefaultInstance()));
      trouble = Optional.empty();
    } catch (Exception e) {
      LOG.debug("Spark does not answer", e);
      trouble = Optional.of(why(e));
      // The next server, or this one with another session, is asked by another client.
      drop();
    }
  }

  private String why(Exception failure) {
    String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return text.contains("DEADLINE_EXCEEDED")
        ? "no answer within %d s".formatted(limit.toSeconds())
        : text;
  }

  private void drop() {
    client.ifPresent(SparkConnectClient::shutdown);
    client = Optional.empty();
  }

  @Override
  public void close() {
    thread.execute(this::drop);
    thread.shutdown();
  }
}
