package dev.streamify.openlineage;

import dev.streamify.openlineage.EventTransport.Outcome;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends events on a thread of its own, in order, each until it arrives or is refused. At most
 * {@value #MAX_WAITING} wait; the oldest gives way to the newest. Nobody ever waits for it.
 */
public final class BackgroundSender implements AutoCloseable {
  private static final int MAX_WAITING = 100;
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;

  private final EventTransport transport;
  private final Consumer<String> problems;
  private final LinkedBlockingDeque<String> waiting = new LinkedBlockingDeque<>(MAX_WAITING);
  private final Thread thread = new Thread(this::run, "lineage");
  private final Duration patience;
  private volatile boolean closing;

  /**
   * Starts the thread.
   *
   * @param patience how long {@link #close} waits for what is left
   * @param problems hears in one line when events begin to get lost or stuck
   */
  public BackgroundSender(EventTransport transport, Duration patience, Consumer<String> problems) {
    this.transport = transport;
    this.patience = patience;
    this.problems = problems;
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends an event some time. */
  public void send(String json) {
    while (!waiting.offerLast(json)) {
      if (waiting.pollFirst() != null) {
        problems.accept("a lineage event was dropped: more than %d wait".formatted(MAX_WAITING));
      }
    }
  }

  private void run() {
    try {
      while (!closing || !waiting.isEmpty()) {
        String json = waiting.pollFirst(100, TimeUnit.MILLISECONDS);
        if (json != null) {
          untilItArrives(json);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void untilItArrives(String json) throws InterruptedException {
    long pauseMs = FIRST_PAUSE_MS;
    boolean told = false;
    while (true) {
      Outcome outcome = transport.send(json);
      if (outcome instanceof Outcome.Sent) {
        return;
      }
      if (outcome instanceof Outcome.Refused refused) {
        problems.accept("a lineage event was refused: " + refused.why());
        return;
      }
      if (!told) {
        problems.accept("lineage events wait: " + ((Outcome.Failed) outcome).why());
        told = true;
      }
      Thread.sleep(pauseMs);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  /** Sends what waits as far as the patience lasts; the rest is lost. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Math.max(1, patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
