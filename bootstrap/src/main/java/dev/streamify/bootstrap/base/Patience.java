package dev.streamify.bootstrap.base;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tries again and again, for a limited time.
 *
 * @param limit how long
 */
public record Patience(Duration limit) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * The first value that is there.
   *
   * @param attempt empty: not yet
   * @param trouble what to say when the time is over
   * @throws BootstrapException when it is
   */
  public <T> T await(Supplier<Optional<T>> attempt, Supplier<String> trouble) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> value = attempt.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() >= end) {
        throw BootstrapException.failed(
            "gave up after %d s: %s".formatted(limit.toSeconds(), trouble.get()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BootstrapException.failed("interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing was to be done", e);
    }
  }
}
