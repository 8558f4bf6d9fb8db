package dev.streamify.bench.base;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, closed once and in reverse order. */
public final class Resources implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Remembers to close it. */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    for (AutoCloseable next = pop(); next != null; next = pop()) {
      try {
        next.close();
      } catch (Exception e) {
        // What is behind it must be closed all the same.
        System.err.println("benchmarks: while stopping: " + e.getMessage());
      }
    }
  }

  private synchronized AutoCloseable pop() {
    return open.poll();
  }
}
