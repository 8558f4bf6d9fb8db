package dev.streamify.batch.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of job files: each {@code NAME.yml} with its {@code NAME.sql} and, where a job needs
 * several statements, {@code NAME.PART.sql}.
 *
 * @param entries one per yml
 */
record SqlFolder(List<Entry> entries) {
  private static final String ROOT = "sql";
  private static final String MAIN = "main";

  /**
   * A yml and its statements.
   *
   * @param name path of the yml within the folder
   * @param yml its text
   * @param statements by part, the one without a part is {@code main}
   */
  record Entry(String name, String yml, Map<String, String> statements) {
    /** The folder that it lies in. */
    String group() {
      int end = name.lastIndexOf('/');
      return end < 0 ? "" : name.substring(0, end);
    }
  }

  /** The folder that comes with this program, from a jar or a folder of classes. */
  static SqlFolder packaged() {
    Path home = home();
    if (Files.isDirectory(home)) {
      return read(home.resolve(ROOT));
    }
    try (FileSystem jar = FileSystems.newFileSystem(home)) {
      return read(jar.getPath(ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException("the jobs in %s cannot be read".formatted(home), e);
    }
  }

  private static Path home() {
    URI location;
    try {
      location = SqlFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program's own place is not a path", e);
    }
    return Path.of(location);
  }

  static SqlFolder read(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Entry> entries = new ArrayList<>();
      for (Path yml : files.filter(file -> file.toString().endsWith(".yml")).sorted().toList()) {
        entries.add(
            new Entry(folder.relativize(yml).toString(), Files.readString(yml), statements(yml)));
      }
      return new SqlFolder(entries);
    } catch (IOException e) {
      throw new UncheckedIOException("the jobs in %s cannot be read".formatted(folder), e);
    }
  }

  private static Map<String, String> statements(Path yml) throws IOException {
    String base = yml.getFileName().toString().replaceFirst("\\.yml$", "");
    Map<String, String> statements = new TreeMap<>();
    try (Stream<Path> siblings = Files.list(yml.resolveSibling("."))) {
      for (Path file : siblings.toList()) {
        String name = file.getFileName().toString();
        if (name.equals(base + ".sql")) {
          statements.put(MAIN, Files.readString(file));
        } else if (name.startsWith(base + ".") && name.endsWith(".sql")) {
          String part = name.substring(base.length() + 1, name.length() - ".sql".length());
          statements.put(part, Files.readString(file));
        }
      }
    }
    return statements;
  }
}
