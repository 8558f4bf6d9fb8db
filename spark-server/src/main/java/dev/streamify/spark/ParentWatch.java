package dev.streamify.spark;

import java.io.IOException;

/** Ends this process when whoever started it is gone, which closes its standard input. */
final class ParentWatch {
  private ParentWatch() {}

  static void startIf(boolean enabled) {
    if (!enabled) {
      return;
    }
    Thread watch =
        new Thread(
            () -> {
              awaitEndOfInput();
              System.exit(0);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Whatever is typed there means nothing.
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
  }
}
