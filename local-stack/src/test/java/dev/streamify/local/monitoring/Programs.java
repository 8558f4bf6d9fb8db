package dev.streamify.local.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs that are tested with where they are installed. */
public final class Programs {
  private Programs() {}

  /** The program on the PATH; without it, the test is skipped and says why. */
  public static Path require(String program) {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        () -> program + " is not on the PATH: install Prometheus (Debian's package prometheus)");
    return found.orElseThrow();
  }
}
