package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Pages of a table's snapshots. The order is that of the commits, so a snapshot that comes between
 * two pages comes before both, and a cursor stays good when its snapshot has expired.
 */
final class SnapshotPages {
  /** The property of a snapshot that names the run that wrote it. */
  static final String RUN_ID = "streamify.run-id";

  private static final String KIND = "s1";

  private SnapshotPages() {}

  private record Place(long sequenceNumber, long timestampMs, long id) {
    // Tables of format 1 have no sequence numbers.
    static final Comparator<Place> NEWEST_FIRST =
        Comparator.comparingLong(Place::sequenceNumber)
            .thenComparingLong(Place::timestampMs)
            .thenComparingLong(Place::id)
            .reversed();

    static Place of(Snapshot snapshot) {
      return new Place(
          snapshot.sequenceNumber(), snapshot.timestampMillis(), snapshot.snapshotId());
    }
  }

  /**
   * A page.
   *
   * @param limit snapshots at most
   * @param cursor of the page before
   */
  static SnapshotPage page(LoadedTable loaded, int limit, Optional<String> cursor) {
    Table table = loaded.table();
    Optional<Place> after = cursor.map(text -> place(table, text));
    List<Snapshot> found =
        StreamSupport.stream(table.snapshots().spliterator(), false)
            .filter(
                snapshot ->
                    after
                        .map(place -> Place.NEWEST_FIRST.compare(Place.of(snapshot), place) > 0)
                        .orElse(true))
            .sorted(Comparator.comparing(Place::of, Place.NEWEST_FIRST))
            .limit(limit + 1L)
            .toList();
    List<Snapshot> told = found.subList(0, Math.min(limit, found.size()));
    Set<Long> main = new HashSet<>();
    SnapshotUtil.currentAncestors(table).forEach(snapshot -> main.add(snapshot.snapshotId()));
    return new SnapshotPage(
        loaded.name(),
        told.stream().map(snapshot -> entry(loaded, snapshot, main)).toList(),
        found.size() > limit
            ? Optional.of(cursor(table, Place.of(told.get(limit - 1))))
            : Optional.empty());
  }

  private static String cursor(Table table, Place last) {
    return Cursors.encode(KIND, table, last.sequenceNumber(), last.timestampMs(), last.id());
  }

  private static Place place(Table table, String cursor) {
    Cursors.Place place = Cursors.decode(KIND, cursor, 3);
    if (!place.table().equals(table.uuid())) {
      throw ApiException.invalid(
          "cursor belongs to another table, or to one that was dropped: begin without it");
    }
    return new Place(place.numbers().get(0), place.numbers().get(1), place.numbers().get(2));
  }

  private static SnapshotPage.Entry entry(LoadedTable loaded, Snapshot snapshot, Set<Long> main) {
    Map<String, String> summary = snapshot.summary();
    return new SnapshotPage.Entry(
        Long.toString(snapshot.snapshotId()),
        Optional.ofNullable(snapshot.parentId()).map(id -> Long.toString(id)),
        snapshot.sequenceNumber(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        snapshot.operation(),
        loaded.current().map(now -> now.snapshotId() == snapshot.snapshotId()).orElse(false),
        main.contains(snapshot.snapshotId()),
        refs(loaded.table(), snapshot),
        Optional.ofNullable(summary.get(RUN_ID)),
        Summaries.number(summary, SnapshotSummary.ADDED_RECORDS_PROP).orElse(0L),
        Summaries.number(summary, SnapshotSummary.DELETED_RECORDS_PROP).orElse(0L),
        Summaries.number(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
        Summaries.number(summary, SnapshotSummary.ADDED_FILES_PROP).orElse(0L),
        Summaries.number(summary, SnapshotSummary.DELETED_FILES_PROP).orElse(0L),
        summary);
  }

  private static List<String> refs(Table table, Snapshot snapshot) {
    return table.refs().entrySet().stream()
        .filter(ref -> ref.getValue().snapshotId() == snapshot.snapshotId())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
