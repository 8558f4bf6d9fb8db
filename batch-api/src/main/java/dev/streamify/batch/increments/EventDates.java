package dev.streamify.batch.increments;

import dev.streamify.batch.engine.Sql;
import dev.streamify.contract.EnrichmentColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some days, as literal bounds for SQL, so that a statement reads and writes the days that it needs
 * and not the whole history.
 *
 * @param days the days; empty for none
 */
public record EventDates(SortedSet<LocalDate> days) {
  /** No days. */
  public static final EventDates NONE = new EventDates(List.of());

  private static final int SHORTEST_RANGE = 3;

  /** Copies the days. */
  public EventDates {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
  }

  /** Of days in any order. */
  public EventDates(Collection<LocalDate> days) {
    this(new TreeSet<>(days));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return days.isEmpty();
  }

  /** These days and others. */
  public EventDates and(EventDates others) {
    return new EventDates(Stream.concat(days.stream(), others.days.stream()).toList());
  }

  /** These days, with the one before and the one after each. */
  public EventDates widened() {
    return new EventDates(
        days.stream().flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1))).toList());
  }

  /** The condition that an event is of one of the days: true for them and for no other. */
  public String condition() {
    return condition(EnrichmentColumns.EVENT_DATE);
  }

  /** The condition that a date column has one of the days. */
  public String condition(String column) {
    List<String> conditions = new ArrayList<>();
    List<LocalDate> single = new ArrayList<>();
    for (Span span : spans()) {
      if (span.length() >= SHORTEST_RANGE) {
        conditions.add(
            "%s BETWEEN %s AND %s"
                .formatted(Sql.name(column), Sql.date(span.first()), Sql.date(span.last())));
      } else {
        single.add(span.first());
        if (span.length() > 1) {
          single.add(span.last());
        }
      }
    }
    if (!single.isEmpty()) {
      conditions.add(
          single.stream()
              .map(Sql::date)
              .collect(Collectors.joining(", ", Sql.name(column) + " IN (", ")")));
    }
    return conditions.isEmpty() ? "false" : String.join(" OR ", conditions);
  }

  /** The days as spans without a gap, in order. */
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (LocalDate day : days) {
      Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (last != null && last.last().plusDays(1).equals(day)) {
        spans.set(spans.size() - 1, new Span(last.first(), day));
      } else {
        spans.add(new Span(day, day));
      }
    }
    return spans;
  }

  /**
   * Days in a row.
   *
   * @param first the first one
   * @param last the last one, which may be the first
   */
  public record Span(LocalDate first, LocalDate last) {
    long length() {
      return last.toEpochDay() - first.toEpochDay() + 1;
    }
  }
}
