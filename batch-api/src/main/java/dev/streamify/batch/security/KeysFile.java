package dev.streamify.batch.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The file of keys: a line {@code name:role:sha256} each; empty lines and those that begin with
 * {@code #} are comments.
 */
final class KeysFile {
  private final Path path;

  KeysFile(Path path) {
    this.path = path;
  }

  /**
   * Reads all keys.
   *
   * @throws SettingsException when a line is wrong; the message has its number and not its content
   */
  List<ApiKey> read() {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException e) {
      throw new SettingsException(
          "the file of keys %s cannot be read: %s; check streamify.batch.security.keys-file"
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(key(line, i + 1));
      }
    }
    return keys;
  }

  private ApiKey key(String line, int number) {
    String[] parts = line.split(":", -1);
    try {
      if (parts.length != 3) {
        throw new SettingsException(
            "expected name:role:sha256, found %d parts".formatted(parts.length));
      }
      return ApiKey.of(
          parts[0].strip(), parts[1].strip(), parts[2].strip().toLowerCase(Locale.ROOT));
    } catch (SettingsException e) {
      throw new SettingsException(
          "line %d of the file of keys %s is wrong: %s".formatted(number, path, e.getMessage()), e);
    }
  }

  /** Changes whenever the file may have changed; also when a mounted secret is swapped. */
  String version() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
    } catch (IOException e) {
      return "unreadable";
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
