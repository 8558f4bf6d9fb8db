package dev.streamify.batch.tables;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Snapshots of a table.
 *
 * @param table the table's name
 * @param snapshots newest first
 * @param nextCursor where the next page begins; absent on the last one
 */
public record SnapshotPage(String table, List<Entry> snapshots, Optional<String> nextCursor) {
  /**
   * A snapshot.
   *
   * @param id its id, as text because JSON numbers lose digits of it in browsers
   * @param parentId the snapshot that it was made from; that one may have expired
   * @param sequenceNumber its place in the order of all commits to the table
   * @param committedAt UTC
   * @param operation append, overwrite, replace or delete
   * @param current whether it is what the table is now
   * @param onMain whether it is the current snapshot or one of those before it; others were written
   *     to a branch and not published, or rolled back
   * @param refs branches and tags that point to it
   * @param runId the run that wrote it; absent when none of ours did
   * @param rowsAdded rows added
   * @param rowsRemoved rows removed
   * @param rows rows of the table with it
   * @param filesAdded data files added
   * @param filesRemoved data files removed
   * @param summary Iceberg's own
   */
  public record Entry(
      @Schema(examples = "4410957923021343234") String id,
      Optional<String> parentId,
      long sequenceNumber,
      Instant committedAt,
      @Schema(examples = "append") String operation,
      boolean current,
      boolean onMain,
      List<String> refs,
      Optional<String> runId,
      long rowsAdded,
      long rowsRemoved,
      Optional<Long> rows,
      long filesAdded,
      long filesRemoved,
      Map<String, String> summary) {}
}
