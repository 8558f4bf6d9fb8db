package dev.streamify.bootstrap.catalog;

import dev.streamify.bootstrap.base.BootstrapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A file of {@code NAME=VALUE} lines with the credential in it, which nobody but its owner reads.
 * It is replaced as a whole, so nobody ever reads half of one.
 *
 * @param path where it is
 */
record CredentialFile(Path path) {
  static final String VARIABLE = "STREAMIFY_CATALOG_CREDENTIAL";

  /** The credential that it holds; none, when it is not there or holds nothing of use. */
  Optional<Credential> read() {
    if (!Files.isReadable(path)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith(VARIABLE + "=") && line.indexOf(':') > 0)
          .map(line -> Credential.of(VARIABLE, line.substring(VARIABLE.length() + 1)))
          .findFirst();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void requireWritable() {
    try {
      Files.createDirectories(folder());
      Files.deleteIfExists(temporary());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void write(Credential credential) {
    Path file = null;
    try {
      file = temporary();
      Files.writeString(
          file,
          "# Made by 'bootstrap catalog'. A secret: who has it may change every table.\n%s=%s\n"
              .formatted(VARIABLE, credential.text()));
      Files.move(file, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Path temporary() throws IOException {
    return Files.createTempFile(
        folder(),
        ".credential",
        "",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private Path folder() {
    return path.toAbsolutePath().getParent();
  }

  private BootstrapException unwritable(IOException e) {
    return BootstrapException.unusable(
        "STREAMIFY_BOOTSTRAP_ENV_FILE is '%s', which cannot be kept (%s): give a file in a folder that user %s may write to"
            .formatted(path, e, System.getProperty("user.name")));
  }
}
