package dev.streamify.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the tables' files, which can be away: a file stands in its place then, so that
 * nobody makes a new one there, whatever rights it has.
 */
record Warehouse(Path folder) {

  void takeAway() {
    try {
      Files.move(folder, elsewhere());
      Files.createFile(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take " + folder + " away", e);
    }
  }

  void bringBack() {
    try {
      Files.delete(folder);
      Files.move(elsewhere(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot bring " + folder + " back", e);
    }
  }

  private Path elsewhere() {
    return folder.resolveSibling(folder.getFileName() + "-away");
  }
}
