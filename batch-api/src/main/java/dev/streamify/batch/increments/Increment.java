package dev.streamify.batch.increments;

import dev.streamify.batch.engine.TableScan;
import java.util.Optional;

/** What a run has to read of one input. */
public sealed interface Increment {
  /** The input's snapshot up to which the run knows it; absent when nothing was ever written. */
  Optional<Long> toSnapshot();

  /** What is consumed once the run has published; absent when only some dates are read. */
  Optional<ConsumedMark> mark();

  /** What is read, in a line for people. */
  String text();

  /**
   * Nothing was appended since the last run.
   *
   * @param toSnapshot the input's current snapshot
   * @param mark that snapshot
   */
  record Nothing(Optional<Long> toSnapshot, Optional<ConsumedMark> mark) implements Increment {
    @Override
    public String text() {
      return "nothing new up to " + toSnapshot.map(id -> "snapshot " + id).orElse("now");
    }
  }

  /**
   * Rows to read.
   *
   * @param coverage what they are
   * @param scan the rows
   * @param fromSnapshot the snapshot after which they were appended; absent when whole dates are
   *     read
   * @param snapshotId the snapshot that they are read from
   * @param dates event dates of the rows
   * @param rows how many there are; absent when the table's metadata does not tell
   * @param mark what is consumed once they are published; absent when only some dates are read
   * @param warning why more is read than was appended, if people should know
   */
  record Rows(
      Coverage coverage,
      TableScan scan,
      Optional<Long> fromSnapshot,
      long snapshotId,
      EventDates dates,
      Optional<Long> rows,
      Optional<ConsumedMark> mark,
      Optional<String> warning)
      implements Increment {
    @Override
    public Optional<Long> toSnapshot() {
      return Optional.of(snapshotId);
    }

    @Override
    public String text() {
      String which =
          switch (coverage) {
            case APPENDED ->
                "added " + fromSnapshot.map(id -> "after snapshot " + id).orElse("so far");
            case DATES -> "of whole dates";
            case EVERYTHING -> "in all";
          };
      return "%s %s, in snapshot %d"
          .formatted(rows.map(count -> count + " rows").orElse("rows"), which, snapshotId);
    }
  }

  /** How much of the input the rows are. */
  enum Coverage {
    /** What was appended after the mark, and nothing else. */
    APPENDED,
    /** All rows of some dates. */
    DATES,
    /** All rows. */
    EVERYTHING
  }
}
