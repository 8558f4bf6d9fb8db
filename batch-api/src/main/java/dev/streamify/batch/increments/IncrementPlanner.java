package dev.streamify.batch.increments;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Finds out what a run has to read, from metadata alone.
 *
 * <p>Usually that is what was appended between the consumed snapshot and the current one. When the
 * way between the two is lost – the consumed snapshot was expired, the input was overwritten or
 * rolled back – every date is read whole that has a file newer than the mark; when even that says
 * nothing, everything is. Reading more than necessary is harmless, as what is there already is not
 * inserted again.
 */
public final class IncrementPlanner {
  private final Table input;
  private final String inputName;

  /**
   * Plans for one input.
   *
   * @param input the table as it is to be read: what comes later is not seen
   */
  public IncrementPlanner(Table input, String inputName) {
    this.input = input;
    this.inputName = inputName;
  }

  /** What was appended since the mark. */
  public Increment since(Optional<ConsumedMark> mark) {
    Snapshot current = input.currentSnapshot();
    if (current == null) {
      return new Increment.Nothing(
          Optional.empty(), Optional.of(ConsumedMark.nothing(inputName, input)));
    }
    if (mark.isEmpty()) {
      return everything(current, Optional.empty());
    }
    ConsumedMark consumed = mark.get();
    if (!consumed.tableUuid().equals(input.uuid().toString())
        || consumed.sequenceNumber() > current.sequenceNumber()) {
      return everything(
          current,
          Optional.of(
              "%s was replaced or rolled back since the last run: everything was read again"
                  .formatted(inputName)));
    }
    if (consumed.snapshotId() == ConsumedMark.NOTHING) {
      return read(Increment.Coverage.APPENDED, current, Optional.empty());
    }
    if (consumed.snapshotId() == current.snapshotId()) {
      return nothing(current);
    }
    return switch (wayFrom(consumed, current)) {
      case NOTHING_APPENDED -> nothing(current);
      case APPENDS -> appended(consumed, current);
      case LOST -> datesNewerThan(consumed, current);
    };
  }

  /** Everything of the dates, whether it was consumed or not. */
  public Increment whole(DateRange range) {
    Snapshot current = input.currentSnapshot();
    if (current == null) {
      return new Increment.Nothing(Optional.empty(), Optional.empty());
    }
    if (range.isAll()) {
      return everything(current, Optional.empty());
    }
    InputFiles.Extent extent =
        InputFiles.live(input, current.snapshotId(), (file, day) -> range.contains(day));
    return extent.dates().isEmpty()
        ? new Increment.Nothing(Optional.of(current.snapshotId()), Optional.empty())
        : ofDates(current, extent, Optional.empty(), Optional.empty());
  }

  private Increment nothing(Snapshot current) {
    return new Increment.Nothing(Optional.of(current.snapshotId()), Optional.of(mark(current)));
  }

  private ConsumedMark mark(Snapshot current) {
    return ConsumedMark.of(inputName, input, current);
  }

  private enum Way {
    NOTHING_APPENDED,
    APPENDS,
    LOST
  }

  private Way wayFrom(ConsumedMark consumed, Snapshot current) {
    if (input.snapshot(consumed.snapshotId()) == null
        || !SnapshotUtil.isAncestorOf(input, current.snapshotId(), consumed.snapshotId())) {
      return Way.LOST;
    }
    Way way = Way.NOTHING_APPENDED;
    for (Snapshot between :
        SnapshotUtil.ancestorsBetween(
            current.snapshotId(), consumed.snapshotId(), input::snapshot)) {
      // A scan of appends passes over the rows that an overwrite added.
      if (DataOperations.OVERWRITE.equals(between.operation())) {
        return Way.LOST;
      }
      if (DataOperations.APPEND.equals(between.operation())) {
        way = Way.APPENDS;
      }
    }
    return way;
  }

  private Increment appended(ConsumedMark consumed, Snapshot current) {
    InputFiles.Extent extent =
        InputFiles.appended(input, consumed.snapshotId(), current.snapshotId());
    if (extent.dates().isEmpty()) {
      return nothing(current);
    }
    return new Increment.Rows(
        Increment.Coverage.APPENDED,
        TableScan.appended(Sql.table(inputName), consumed.snapshotId(), current.snapshotId()),
        Optional.of(consumed.snapshotId()),
        current.snapshotId(),
        extent.dates(),
        extent.rows(),
        Optional.of(mark(current)),
        Optional.empty());
  }

  private Increment datesNewerThan(ConsumedMark consumed, Snapshot current) {
    // Compaction gives a file the number of the newest row in it, or a higher one: a date with an
    // unread row always has such a file.
    EventDates dates =
        InputFiles.live(
                input,
                current.snapshotId(),
                (file, day) ->
                    file.dataSequenceNumber() == null
                        || file.dataSequenceNumber() > consumed.sequenceNumber())
            .dates();
    if (dates.isEmpty()) {
      return nothing(current);
    }
    return ofDates(
        current,
        InputFiles.live(input, current.snapshotId(), (file, day) -> dates.days().contains(day)),
        Optional.of(mark(current)),
        Optional.of(
            "the consumed snapshot %d of %s is gone: %d event dates with newer files were read whole"
                .formatted(consumed.snapshotId(), inputName, dates.days().size())));
  }

  private Increment everything(Snapshot current, Optional<String> warning) {
    return read(Increment.Coverage.EVERYTHING, current, warning);
  }

  private Increment read(Increment.Coverage coverage, Snapshot current, Optional<String> warning) {
    InputFiles.Extent extent = InputFiles.live(input, current.snapshotId(), (file, day) -> true);
    if (extent.dates().isEmpty()) {
      return nothing(current);
    }
    return new Increment.Rows(
        coverage,
        TableScan.at(Sql.table(inputName), current.snapshotId()),
        Optional.empty(),
        current.snapshotId(),
        extent.dates(),
        extent.rows(),
        Optional.of(mark(current)),
        warning);
  }

  private Increment ofDates(
      Snapshot current,
      InputFiles.Extent extent,
      Optional<ConsumedMark> mark,
      Optional<String> warning) {
    return new Increment.Rows(
        Increment.Coverage.DATES,
        TableScan.at(Sql.table(inputName), current.snapshotId()).and(extent.dates().condition()),
        Optional.empty(),
        current.snapshotId(),
        extent.dates(),
        extent.rows(),
        mark,
        warning);
  }
}
