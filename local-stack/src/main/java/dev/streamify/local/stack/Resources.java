package dev.streamify.local.stack;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, closed once and in reverse order. */
final class Resources {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /** Adds what is closed last of all. */
  synchronized void addOutermost(AutoCloseable resource) {
    open.addLast(resource);
  }

  synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // What is behind it must be closed all the same; there is nobody left to act on the
        // failure.
        System.err.println("local-stack: while stopping: " + e.getMessage());
      }
    }
  }
}
