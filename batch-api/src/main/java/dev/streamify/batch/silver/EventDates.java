package dev.streamify.batch.silver;

import dev.streamify.batch.engine.Sql;
import dev.streamify.contract.EnrichmentColumns;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The event dates that some rows have, as literal bounds for SQL, so that a join reads the days
 * that it needs and not the whole history.
 *
 * @param days the days; empty when there are no rows
 */
record EventDates(SortedSet<LocalDate> days) {
  /** From here on a list of days is longer to plan than the days between are to read. */
  private static final int LONGEST_LIST = 200;

  EventDates(Collection<LocalDate> days) {
    this(new TreeSet<>(days));
  }

  /** The condition that a row is of one of the days. */
  String condition() {
    String column = Sql.name(EnrichmentColumns.EVENT_DATE);
    if (days.isEmpty()) {
      return "false";
    }
    if (days.size() == 1) {
      return column + " = " + Sql.date(days.first());
    }
    return isContiguous() || days.size() > LONGEST_LIST
        ? column + " BETWEEN " + Sql.date(days.first()) + " AND " + Sql.date(days.last())
        : days.stream().map(Sql::date).collect(Collectors.joining(", ", column + " IN (", ")"));
  }

  private boolean isContiguous() {
    return days.first().plusDays(days.size() - 1L).equals(days.last());
  }
}
