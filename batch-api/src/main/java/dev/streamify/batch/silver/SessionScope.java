package dev.streamify.batch.silver;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.increments.EventDates;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.quality.Audited;
import dev.streamify.contract.UserSessions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which events a run of sessions begins with.
 *
 * @param inputs the tables of events
 * @param addedDates event dates of the events that it begins with
 * @param wholeDates those of them of which it takes all events, whether they are new or not, and so
 *     makes all sessions anew. They reach a day beyond what was asked for, as sessions do
 */
record SessionScope(List<Audited.Input> inputs, EventDates addedDates, EventDates wholeDates) {

  static SessionScope of(List<Audited.Input> inputs) {
    EventDates appended = EventDates.NONE;
    EventDates whole = EventDates.NONE;
    for (Audited.Input input : inputs) {
      if (input.increment() instanceof Increment.Rows rows) {
        if (rows.coverage() == Increment.Coverage.APPENDED) {
          appended = appended.and(rows.dates());
        } else {
          whole = whole.and(rows.dates().widened());
        }
      }
    }
    return new SessionScope(inputs, appended.and(whole), whole);
  }

  /** Whether every event of every input is among them. */
  boolean isEverything() {
    return inputs.stream()
        .map(Audited.Input::increment)
        .allMatch(
            increment ->
                increment instanceof Increment.Rows rows
                    ? rows.coverage() == Increment.Coverage.EVERYTHING
                    : increment.toSnapshot().isEmpty());
  }

  /** All events of an input. */
  static TableScan all(Audited.Input input) {
    String table = Sql.table(input.name());
    return input
        .increment()
        .toSnapshot()
        .map(snapshot -> TableScan.at(table, snapshot))
        .orElseGet(() -> TableScan.nothing(table));
  }

  /** The events of an input that the run begins with, each once. */
  List<TableScan> added(Audited.Input input) {
    List<TableScan> scans = new ArrayList<>();
    if (isEverything()) {
      scans.add(all(input));
      return scans;
    }
    if (!wholeDates.isEmpty()) {
      scans.add(all(input).and(wholeDates.condition()));
    }
    if (input.increment() instanceof Increment.Rows rows
        && rows.coverage() == Increment.Coverage.APPENDED) {
      scans.add(rows.scan().and("NOT (" + wholeDates.condition() + ")"));
    }
    return scans;
  }

  /** The condition that a session may be near one of the events. */
  String candidates() {
    return addedDates.spans().stream()
        .map(
            span ->
                "(session_start < %s AND session_end >= %s)"
                    .formatted(
                        Sql.timestamp(startOf(span.last().plusDays(1)).plus(UserSessions.MAX_GAP)),
                        Sql.timestamp(startOf(span.first()).minus(UserSessions.MAX_GAP))))
        .collect(Collectors.joining(" OR "));
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
