package dev.streamify.local.guard;

import java.time.Duration;
import java.util.Optional;

/**
 * Java agent that ends its process when another process is gone, however that one ended. The local
 * stack puts it into every child, so that even a {@code kill -9} of the stack leaves nothing
 * behind.
 *
 * <p>Packaged in a jar of its own: an agent jar joins the class path of the process it guards.
 */
public final class ParentGuard {
  /** Short: what this process would say goodbye to is most likely gone as well. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private ParentGuard() {}

  /**
   * Starts to watch.
   *
   * @param parentPid process id of the parent, decimal
   */
  public static void premain(String parentPid) {
    Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(parentPid));
    Thread watch =
        new Thread(
            () -> {
              parent.ifPresent(handle -> handle.onExit().join());
              endThisProcess();
            },
            "parent-guard");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endThisProcess() {
    Thread orderly = new Thread(() -> System.exit(143), "parent-guard-exit");
    orderly.setDaemon(true);
    orderly.start();
    try {
      orderly.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(143);
  }
}
