package dev.streamify.connect;

import dev.streamify.contract.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that writers make before a table knows of them. */
final class DataFiles {
  private DataFiles() {}

  static boolean anyIn(Path warehouse, TableDefinition table) throws IOException {
    Path data = warehouse.resolve(TableDefinition.NAMESPACE).resolve(table.name()).resolve("data");
    if (!Files.isDirectory(data)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(data)) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    }
  }
}
