package dev.streamify.bench.chaos;

import dev.streamify.bench.base.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock that a process sees, shifted by libfaketime. Waiting lasts what it should: the
 * monotonic clock is shifted too, and by the same amount always. (To leave it alone, as libfaketime
 * can, makes the timed waits of a JVM return at once.)
 *
 * @param library what is loaded before the C library
 */
record SkewedClock(Path library) {
  private static final String NAME = "libfaketimeMT.so.1";
  private static final Duration TRIED = Duration.ofMinutes(7);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** The library, if it is installed and this JVM believes it. */
  static Optional<SkewedClock> find() {
    return candidates().map(SkewedClock::new).filter(SkewedClock::works).findFirst();
  }

  private static Stream<Path> candidates() {
    // Debian's folder has the machine's name in it.
    try (Stream<Path> machines = Files.list(Path.of("/usr/lib"))) {
      List<Path> folders =
          Stream.concat(machines.filter(Files::isDirectory), Stream.of(Path.of("/usr/local/lib")))
              .toList();
      return folders.stream()
          .flatMap(
              folder -> Stream.of(folder.resolve("faketime").resolve(NAME), folder.resolve(NAME)))
          .filter(Files::isRegularFile);
    } catch (IOException noSuchFolder) {
      return Stream.empty();
    }
  }

  /** What makes a process believe that it is so much later, or earlier. */
  Map<String, String> environment(Duration off) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME",
        "%+d".formatted(off.toSeconds()),
        // Times of files are those of the file system.
        "NO_FAKE_STAT",
        "1");
  }

  /** Removes what the library leaves behind of a process that was killed. */
  static void forget(long pid) {
    try {
      Path shared = Path.of("/dev/shm");
      Files.deleteIfExists(shared.resolve("faketime_shm_" + pid));
      Files.deleteIfExists(shared.resolve("sem.faketime_sem_" + pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean works() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            WallClock.class.getName());
    builder.environment().putAll(environment(TRIED));
    try {
      Process process = builder.redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0 || !said.matches("[0-9]+")) {
        return false;
      }
      Duration off = Duration.ofMillis(Long.parseLong(said) - System.currentTimeMillis());
      return off.minus(TRIED).abs().compareTo(TOLERANCE) < 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }
}
