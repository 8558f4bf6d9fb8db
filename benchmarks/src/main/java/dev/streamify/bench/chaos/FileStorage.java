package dev.streamify.bench.chaos;

import dev.streamify.bench.platform.TablePlace;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder, as on one machine or on a volume that all have.
 *
 * @param warehouse the folder
 */
record FileStorage(Warehouse warehouse) implements Storage {

  @Override
  public TablePlace place() {
    return TablePlace.folder(warehouse.folder());
  }

  @Override
  public Path file(String location) {
    return Path.of(URI.create(location));
  }

  @Override
  public void takeAway() {
    warehouse.takeAway();
  }

  @Override
  public void bringBack() {
    warehouse.bringBack();
  }

  @Override
  public Optional<S3Proxy> proxy() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing runs for it.
  }
}
