package dev.streamify.bench.cli;

import dev.streamify.bench.base.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a benchmark writes: a folder of the user's, or a temporary one that is removed. */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final boolean temporary;
  private final PrintWriter err;

  private WorkFolder(Path path, boolean temporary, PrintWriter err) {
    this.path = path;
    this.temporary = temporary;
    this.err = err;
  }

  static WorkFolder of(Optional<Path> chosen, PrintWriter err) throws IOException {
    return chosen.isPresent()
        ? new WorkFolder(Files.createDirectories(chosen.get()).toRealPath(), false, err)
        : new WorkFolder(Files.createTempDirectory("streamify-bench-"), true, err);
  }

  Path path() {
    return path;
  }

  @Override
  public synchronized void close() {
    if (!temporary) {
      return;
    }
    try {
      Folders.delete(path);
    } catch (IOException | UncheckedIOException e) {
      err.println("benchmarks: %s could not be removed: %s".formatted(path, e.getMessage()));
    }
  }
}
