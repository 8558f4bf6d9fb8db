package dev.streamify.batch.tables;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The disk on which a warehouse is. */
public final class WarehouseDisk {
  private WarehouseDisk() {}

  /** Its free share, 0 to 1; absent when the table is in an object store. */
  public static Optional<Double> freeShare(LoadedTable table) {
    String location = table.table().location();
    if (!location.startsWith("file:") && !location.startsWith("/")) {
      return Optional.empty();
    }
    try {
      FileStore disk = Files.getFileStore(existing(path(location)));
      return disk.getTotalSpace() == 0
          ? Optional.empty()
          : Optional.of((double) disk.getUsableSpace() / disk.getTotalSpace());
    } catch (IOException | IllegalArgumentException e) {
      // Another machine's disk, perhaps.
      return Optional.empty();
    }
  }

  private static Path path(String location) {
    return Path.of(location.startsWith("/") ? location : URI.create(location).getPath());
  }

  private static Path existing(Path path) {
    Path existing = path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}
