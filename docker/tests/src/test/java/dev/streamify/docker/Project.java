package dev.streamify.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources are, and which version they are of. */
final class Project {
  static final Path ROOT = root();

  /** The tag of images made for tests: never that of a release. */
  static final String TEST_TAG = "test";

  private Project() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "no docker-compose.yml above %s: run the tests inside of the project"
              .formatted(Path.of("").toAbsolutePath()));
    }
    return folder;
  }

  static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
