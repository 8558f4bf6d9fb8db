package dev.streamify.batch.tables;

import java.util.List;
import java.util.Optional;

/**
 * The partitions of a table's current snapshot.
 *
 * @param table the table's name
 * @param snapshot id of the snapshot; absent as long as nothing was written
 * @param total how many partitions there are
 * @param partitions those with the largest names, these first: with dates, the latest ones
 */
public record PartitionList(
    String table, Optional<String> snapshot, int total, List<Partition> partitions) {
  /**
   * The data files of a partition.
   *
   * @param partition its values, as {@code event_date=2026-01-31}; empty when the table has no
   *     partitions
   * @param rows rows of the files, also such as delete files take away
   * @param files how many there are
   * @param sizeBytes their size
   */
  public record Partition(String partition, long rows, long files, long sizeBytes) {
    Partition and(Partition other) {
      return new Partition(
          partition, rows + other.rows, files + other.files, sizeBytes + other.sizeBytes);
    }
  }
}
