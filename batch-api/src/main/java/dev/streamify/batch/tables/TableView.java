package dev.streamify.batch.tables;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as its current snapshot describes it.
 *
 * @param name name within the namespace
 * @param description what a row is
 * @param rows rows of the current snapshot
 * @param files data files of the current snapshot
 * @param sizeBytes their size, bytes
 * @param currentSnapshot absent as long as nothing was written
 * @param columns in table order; absent in lists
 */
public record TableView(
    String name,
    String description,
    long rows,
    long files,
    long sizeBytes,
    Optional<SnapshotView> currentSnapshot,
    Optional<List<ColumnView>> columns) {

  /**
   * A snapshot.
   *
   * @param id its id, as text because JSON numbers lose digits of it in browsers
   * @param committedAt UTC
   * @param operation append, overwrite, replace or delete
   * @param summary Iceberg's own; absent in lists
   */
  public record SnapshotView(
      String id, Instant committedAt, String operation, Optional<Map<String, String>> summary) {}

  /**
   * A column.
   *
   * @param name its name
   * @param type Iceberg's name of the type
   * @param required whether it is never null
   * @param description what it holds
   */
  public record ColumnView(String name, String type, boolean required, String description) {}
}
