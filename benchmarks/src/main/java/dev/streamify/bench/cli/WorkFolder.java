package dev.streamify.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      err.println("benchmarks: %s could not be removed: %s".formatted(path, e.getMessage()));
    }
  }
}
