package dev.streamify.batch.tables;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What is in each partition. Cost: all manifests of a snapshot, once; what was counted is kept
 * until there is another snapshot. So many at once as {@link RowReaders} allows.
 */
@Singleton
class Partitions {
  private final RowReaders readers;
  private final Map<String, Counted> byTable = new ConcurrentHashMap<>();

  Partitions(RowReaders readers) {
    this.readers = readers;
  }

  private record Counted(long snapshot, List<PartitionList.Partition> partitions) {}

  /** The partitions with the largest names, these first. */
  PartitionList of(LoadedTable table, int limit) {
    Optional<Snapshot> snapshot = table.current();
    List<PartitionList.Partition> all =
        snapshot.map(current -> counted(table, current).partitions()).orElse(List.of());
    return new PartitionList(
        table.name(),
        snapshot.map(current -> Long.toString(current.snapshotId())),
        all.size(),
        all.stream().limit(limit).toList());
  }

  private Counted counted(LoadedTable table, Snapshot snapshot) {
    Counted known = byTable.get(table.name());
    if (known != null && known.snapshot() == snapshot.snapshotId()) {
      return known;
    }
    Counted counted = readers.reading(table, () -> count(table, snapshot));
    byTable.put(table.name(), counted);
    return counted;
  }

  private static Counted count(LoadedTable table, Snapshot snapshot) throws IOException {
    TreeMap<String, PartitionList.Partition> byName = new TreeMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.table().newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        String name = task.spec().partitionToPath(task.file().partition());
        byName.merge(
            name,
            new PartitionList.Partition(
                name, task.file().recordCount(), 1, task.file().fileSizeInBytes()),
            PartitionList.Partition::and);
      }
    }
    return new Counted(snapshot.snapshotId(), List.copyOf(byName.descendingMap().values()));
  }
}
