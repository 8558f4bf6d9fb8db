package dev.streamify.batch.tables;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Rows of one snapshot of a table.
 *
 * @param table the table's name
 * @param snapshotId the snapshot, which all further pages come from too; absent when the table has
 *     none
 * @param committedAt when the snapshot was committed, UTC
 * @param columns what the values of each row are, in order
 * @param rows the values of each row; null where there is none
 * @param nextCursor where the next page begins; absent on the last one
 */
public record RowPage(
    String table,
    @Schema(examples = "4410957923021343234") Optional<String> snapshotId,
    Optional<Instant> committedAt,
    List<RowColumn> columns,
    @Schema(examples = "[[\"5f0c…\", \"2026-01-01\", 1767225600000]]") List<List<Object>> rows,
    Optional<String> nextCursor) {
  /**
   * A column.
   *
   * @param name its name
   * @param type Iceberg's name of the type
   */
  public record RowColumn(String name, String type) {}
}
