package dev.streamify.local.platform;

import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a stack keeps: topics, catalogue, tables, runs, logs and the journal of loads.
 * Held by one stack at a time.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final boolean temporary;
  private final FileChannel lockFile;

  private DataDirectory(Path root, boolean temporary, FileChannel lockFile) {
    this.root = root;
    this.temporary = temporary;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder, creating what is missing.
   *
   * @param chosen the folder to keep; without one, a temporary folder that {@link #discard} removes
   */
  public static DataDirectory open(Optional<Path> chosen) {
    try {
      Path root =
          chosen.isPresent()
              ? Files.createDirectories(chosen.get().toAbsolutePath().normalize())
              : Files.createTempDirectory("streamify-");
      FileChannel lockFile =
          FileChannel.open(
              root.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      requireSoleOwner(root, lockFile);
      for (String folder : new String[] {"kafka", "catalog", "warehouse", "logs", "spark"}) {
        Files.createDirectories(root.resolve(folder));
      }
      return new DataDirectory(root, chosen.isEmpty(), lockFile);
    } catch (IOException | UncheckedIOException e) {
      throw StackException.unusable(
          "cannot write to the data directory %s (%s): choose another with --data-dir"
              .formatted(chosen.map(Path::toString).orElse("in the temporary folder"), reason(e)),
          e);
    }
  }

  private static void requireSoleOwner(Path root, FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // The same JVM holds it: as good as another process.
    }
    throw StackException.unusable(
        "the data directory %s is in use by another stack: stop it, or choose another with --data-dir"
            .formatted(root));
  }

  private static String reason(Exception e) {
    String what = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? what : what + ": " + e.getMessage();
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** The broker's log. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The catalogue's database. */
  public Path catalog() {
    return root.resolve("catalog");
  }

  /** The history of runs. */
  public Path history() {
    return root.resolve("history");
  }

  /** The tables. */
  public Path warehouse() {
    return root.resolve("warehouse");
  }

  /** Spark's scratch space. */
  public Path spark() {
    return root.resolve("spark");
  }

  /** One log file per process. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The journal of loads. */
  public Path journal() {
    return root.resolve("loads.json");
  }

  /** Removes a temporary folder; one that was chosen stays. */
  public void discard() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("local-stack: the temporary folder " + root + " could not be removed");
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
