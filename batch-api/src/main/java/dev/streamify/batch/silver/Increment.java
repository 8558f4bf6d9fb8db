package dev.streamify.batch.silver;

import dev.streamify.batch.engine.TableScan;
import java.util.Optional;

/** What a run has to read. */
sealed interface Increment {
  /** The input's snapshot up to which the run knows it; absent when nothing was ever written. */
  Optional<Long> toSnapshot();

  /**
   * Nothing was appended since the last run.
   *
   * @param toSnapshot the input's current snapshot
   */
  record Nothing(Optional<Long> toSnapshot) implements Increment {}

  /**
   * Rows to read.
   *
   * @param scan the rows
   * @param fromSnapshot the snapshot after which they were appended; absent when whole dates are
   *     read
   * @param toSnapshot the snapshot that they are read from
   * @param dates event dates of the rows
   * @param mark what is consumed once they are published; absent when only some dates are read
   * @param warning why more is read than was appended, if people should know
   */
  record Rows(
      TableScan scan,
      Optional<Long> fromSnapshot,
      Optional<Long> toSnapshot,
      EventDates dates,
      Optional<ConsumedMark> mark,
      Optional<String> warning)
      implements Increment {}
}
