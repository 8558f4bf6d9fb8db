package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.BaseFileScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.ResidualEvaluator;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The data files of a snapshot in the order of its manifests, which never changes; a plan of
 * Iceberg's own reads several manifests at once and has no order. One manifest is open at a time,
 * and those before the first file wanted are not opened.
 */
final class FileSequence {
  /** With delete files the whole plan is needed to tell which of them belong to a file. */
  private static final int MAX_PLANNED = 10_000;

  private static final List<String> NEEDED =
      List.of(
          "content", "file_path", "file_format", "partition", "record_count", "file_size_in_bytes");

  private final Table table;
  private final String schema;

  private FileSequence(Table table) {
    this.table = table;
    this.schema = SchemaParser.toJson(table.schema());
  }

  /**
   * The files of a snapshot.
   *
   * @param index of the first file wanted
   */
  static CloseableIterable<FileScanTask> from(Table table, Snapshot snapshot, long index)
      throws IOException {
    return snapshot.deleteManifests(table.io()).isEmpty()
        ? new FileSequence(table).listed(snapshot, index)
        : planned(table, snapshot, index);
  }

  private CloseableIterable<FileScanTask> listed(Snapshot snapshot, long index) throws IOException {
    long skip = index;
    List<ManifestFile> manifests = snapshot.dataManifests(table.io());
    int first = 0;
    for (; first < manifests.size(); first++) {
      long files = count(manifests.get(first));
      if (skip < files) {
        break;
      }
      skip -= files;
    }
    List<ManifestFile> wanted = manifests.subList(first, manifests.size());
    AtomicLong left = new AtomicLong(skip);
    CloseableIterable<DataFile> files =
        CloseableIterable.concat(() -> wanted.stream().map(this::files).iterator());
    return CloseableIterable.transform(
        CloseableIterable.filter(files, file -> left.getAndDecrement() <= 0), this::task);
  }

  private long count(ManifestFile manifest) throws IOException {
    Integer added = manifest.addedFilesCount();
    Integer existing = manifest.existingFilesCount();
    if (added != null && existing != null) {
      return added.longValue() + existing;
    }
    long counted = 0;
    try (CloseableIterable<DataFile> files = files(manifest)) {
      for (DataFile ignored : files) {
        counted++;
      }
    }
    return counted;
  }

  private CloseableIterable<DataFile> files(ManifestFile manifest) {
    return ManifestFiles.read(manifest, table.io(), table.specs()).select(NEEDED);
  }

  private FileScanTask task(DataFile file) {
    return new BaseFileScanTask(
        file,
        new DeleteFile[0],
        schema,
        PartitionSpecParser.toJson(table.specs().get(file.specId())),
        ResidualEvaluator.unpartitioned(Expressions.alwaysTrue()));
  }

  private static CloseableIterable<FileScanTask> planned(Table table, Snapshot snapshot, long index)
      throws IOException {
    List<FileScanTask> all = new ArrayList<>();
    try (CloseableIterable<FileScanTask> plan =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : plan) {
        if (all.size() == MAX_PLANNED) {
          throw ApiException.invalid(
              "the snapshot has delete files and more than %d data files: compact the table to look at its rows"
                  .formatted(MAX_PLANNED));
        }
        all.add(task);
      }
    }
    all.sort(Comparator.comparing(task -> task.file().location()));
    return CloseableIterable.withNoopClose(
        all.subList((int) Math.min(index, all.size()), all.size()));
  }
}
