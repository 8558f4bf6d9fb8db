package dev.streamify.bench.silver;

import dev.streamify.bench.data.Deliveries;
import dev.streamify.bench.data.EventSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What arrives in bronze: a past of whole days, and increments onto it. */
final class Workload {
  /** Well in the past: events of the future would be refused. */
  private static final LocalDate LAST_DAY_OF_HISTORY = LocalDate.of(2025, 6, 30);

  /** More history means more days, not larger ones. */
  private static final int ROWS_PER_DAY = 100_000;

  private static final int REPEATED_EVERY = 20;
  private static final int INCREMENT_LATE = 5;
  private static final int INCREMENT_REPEATED = 40;

  private EventSet newest;

  /** A workload whose history has not been delivered yet. */
  Workload() {
    this.newest = new EventSet(LAST_DAY_OF_HISTORY, 0, 1);
  }

  /** Deliveries of which one in twenty repeats an earlier one. */
  List<Deliveries> withDuplicates(int rows) {
    return history(rows, REPEATED_EVERY);
  }

  /** Events delivered once each. */
  List<Deliveries> withoutDuplicates(int rows) {
    return history(rows, Integer.MAX_VALUE);
  }

  private List<Deliveries> history(int rows, int repeatedEvery) {
    int days = Math.max(1, rows / ROWS_PER_DAY);
    List<Deliveries> deliveries = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      int ofDay = Math.toIntExact((long) rows * (day + 1) / days - (long) rows * day / days);
      int repeats = ofDay / repeatedEvery;
      newest = new EventSet(LAST_DAY_OF_HISTORY.minusDays(days - 1 - day), 0, ofDay - repeats);
      deliveries.add(Deliveries.of(newest, repeats));
    }
    return deliveries;
  }

  /**
   * The next increment: a day that follows, a fifth of the rows late for the day before, and one in
   * twenty a repeat, half of them of events that arrived before the increment.
   */
  Arrival increment(int rows) {
    LocalDate dayBefore = newest.day();
    int late = rows / INCREMENT_LATE;
    int repeats = rows / INCREMENT_REPEATED;
    EventSet events = new EventSet(dayBefore.plusDays(1), 0, rows - late - 2 * repeats);
    Arrival arrival =
        new Arrival(
            List.of(
                Deliveries.of(events, repeats),
                Deliveries.of(new EventSet(dayBefore, 1, late), 0),
                Deliveries.again(newest, repeats)));
    newest = events;
    return arrival;
  }

  /**
   * Deliveries that arrive together.
   *
   * @param deliveries by event date and set
   */
  record Arrival(List<Deliveries> deliveries) {
    long rows() {
      return deliveries.stream().mapToLong(Deliveries::rows).sum();
    }

    long newEvents() {
      return deliveries.stream().mapToLong(Deliveries::newEvents).sum();
    }

    List<LocalDate> days() {
      return deliveries.stream().map(each -> each.events().day()).distinct().toList();
    }
  }
}
