package dev.streamify.bench.chaos;

import dev.streamify.bench.platform.TablePlace;
import java.nio.file.Path;
import java.util.Optional;

/** What holds the tables' files, and how it goes away. */
sealed interface Storage extends AutoCloseable permits FileStorage, S3Storage {

  /** Where tables lie. */
  TablePlace place();

  /** The file of this machine that a location stands for, past everything that fails. */
  Path file(String location);

  /** The folder under which all files are in the end. */
  Warehouse warehouse();

  /** Nothing can be read or written. */
  void takeAway();

  /** As before. */
  void bringBack();

  /** What stands before it, if it is spoken to by HTTP. */
  Optional<S3Proxy> proxy();

  @Override
  void close();
}
