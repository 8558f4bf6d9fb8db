package dev.streamify.bench.chaos;

import dev.streamify.bench.base.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file system of its own, in memory, that can be full: whoever writes there then gets the
 * kernel's ENOSPC. Needs the right to mount.
 */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "4g";
  private static final int TRIES = 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Why there can be none, if there can be none. */
  static Optional<String> impossible(Path scratch) {
    try {
      mount(scratch.resolve("small-disk-trial")).close();
      return Optional.empty();
    } catch (BenchException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Mounts one.
   *
   * @param folder where; it is made
   * @throws BenchException when that is not allowed here
   */
  static SmallDisk mount(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + SIZE, "streamify-chaos", path(folder));
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Makes it as small as what is on it. */
  void fill() {
    for (int left = TRIES; left > 0; left--) {
      try {
        run("mount", "-o", "remount,size=" + used(), path(folder));
        if (isFull()) {
          return;
        }
      } catch (BenchException written) {
        // By somebody, since it was asked how much is used.
      }
    }
    throw BenchException.failed(folder + " cannot be made full");
  }

  /** Gives it room again. */
  void free() {
    run("mount", "-o", "remount,size=" + SIZE, path(folder));
  }

  private long used() {
    try {
      var store = Files.getFileStore(folder);
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isFull() {
    Path trial = folder.resolve("trial");
    try {
      Files.write(trial, new byte[1]);
      return false;
    } catch (IOException full) {
      return true;
    } finally {
      deleteQuietly(trial);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(Path folder) {
    return folder.toAbsolutePath().toString();
  }

  private static void run(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw BenchException.failed(
            said.lines().findFirst().orElse(words[0] + " does not work here"));
      }
    } catch (IOException e) {
      throw BenchException.failed(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }

  /** What is on it is gone then. */
  @Override
  public void close() {
    // Lazily: a process that ends just now may still look at it.
    run("umount", "-l", path(folder));
    deleteQuietly(folder);
  }
}
