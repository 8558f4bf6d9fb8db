package dev.streamify.spark;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.arrow.ArrowAllocation;
import org.apache.iceberg.shaded.org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go what Iceberg's vectorised readers leave behind: each file that is read gets an allocator
 * that nobody closes, and the root allocator knows it for ever (apache/iceberg#13937, open with
 * 1.12). That is some 600 bytes of heap a file, which adds up to gigabytes in weeks.
 *
 * <p>Closed is an allocator without memory at two looks, a minute or more apart: a reader that
 * reads has memory. Should one be idle for that long, closing does it no harm: an allocator that is
 * closed still allocates, unless Java's assertions are on.
 *
 * <p>Cost: a walk over the allocators once a minute. Looks at this JVM only; executors of a cluster
 * have theirs for as long as they live.
 */
final class ReaderMemory {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderMemory.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final BufferAllocator root;
  private Set<BufferAllocator> idle = identities();

  ReaderMemory(BufferAllocator root) {
    this.root = root;
  }

  /** Looks after the JVM's own readers from now on. */
  static void watch() {
    ReaderMemory memory = new ReaderMemory(ArrowAllocation.rootAllocator());
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "reader-memory");
              thread.setDaemon(true);
              return thread;
            });
    // Nobody waits for it: what a look throws is in the log.
    var unused =
        timer.scheduleWithFixedDelay(
            memory::lookQuietly,
            BETWEEN_LOOKS.toMillis(),
            BETWEEN_LOOKS.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void lookQuietly() {
    try {
      int closed = look();
      LOG.debug("Closed {} allocators of readers that have ended", closed);
    } catch (RuntimeException e) {
      LOG.warn("Allocators of readers that have ended cannot be closed, trying on", e);
    }
  }

  /**
   * Closes what was idle at the look before, and still is.
   *
   * @return how many
   */
  int look() {
    Collection<BufferAllocator> children = root.getChildAllocators();
    Set<BufferAllocator> before = idle;
    idle = identities();
    int closed = 0;
    for (BufferAllocator child : children) {
      if (child.getAllocatedMemory() > 0) {
        continue;
      }
      if (before.contains(child)) {
        child.close();
        closed++;
      } else {
        idle.add(child);
      }
    }
    return closed;
  }

  private static Set<BufferAllocator> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
