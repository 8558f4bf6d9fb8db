package dev.streamify.batch.increments;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Event dates from one day to another, both included; an absent end is open.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {
  /** Every date. */
  public static final DateRange ALL = new DateRange(Optional.empty(), Optional.empty());

  /** Whether both ends are open. */
  public boolean isAll() {
    return from.isEmpty() && to.isEmpty();
  }

  /** Whether the day is in the range. */
  public boolean contains(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(last -> !day.isAfter(last)).orElse(true);
  }
}
