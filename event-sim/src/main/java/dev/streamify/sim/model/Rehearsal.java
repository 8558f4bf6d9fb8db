package dev.streamify.sim.model;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds when a simulation has to begin, so that its events end shortly before a given time. */
final class Rehearsal {
  /** What a user of the standard streams causes, roughly; rehearsing corrects it. */
  private static final double EVENTS_PER_USER_AND_DAY = 5.2;

  private static final double PREFERRED_DAYS = 60;
  private static final int FEWEST_USERS = 100;

  /** More is rehearsed on a part of the users: many behave alike. */
  private static final long MOST_EVENTS = 1_000_000;

  private static final int ATTEMPTS = 12;
  private static final double GOOD_ENOUGH = 0.005;
  private static final double RESERVE_OF_A_PART = 1.05;

  private final SimulationOptions options;
  private final Catalog catalog;
  private final EventWriter counter;
  private final long events;
  private final int users;
  private final boolean isPart;

  Rehearsal(SimulationOptions options, EventContract contract, Catalog catalog, int users) {
    this.options = options;
    this.catalog = catalog;
    this.counter = new EventWriter(contract);
    long all = options.events().orElseThrow();
    long parts = Math.min((all + MOST_EVENTS - 1) / MOST_EVENTS, Math.max(1, users / FEWEST_USERS));
    this.events = all / parts;
    this.users = (int) (users / parts);
    this.isPart = parts > 1;
  }

  /** As many users as it takes to fill up some two months. */
  static int usersFor(SimulationOptions options) {
    double events = options.events().orElse(0);
    double users = events / (EVENTS_PER_USER_AND_DAY * PREFERRED_DAYS);
    return (int) Math.min(50_000_000, Math.max(FEWEST_USERS, users));
  }

  /** The start with which all events lie before the end time, and not long before it. */
  Instant startTime() {
    Instant end = options.endTime().orElseThrow();
    double seconds = 86_400 * events / (EVENTS_PER_USER_AND_DAY * users);
    double best = Double.POSITIVE_INFINITY;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double used = shareUsed(seconds, end);
      if (used <= 1) {
        best = Math.min(best, seconds);
      }
      if (used <= 1 && used >= 1 - GOOD_ENOUGH) {
        break;
      }
      seconds = Math.max(3_600, seconds * used * (1 + GOOD_ENOUGH / 2));
    }
    double chosen = Double.isInfinite(best) ? 2 * seconds : best;
    return before(end, isPart ? chosen * RESERVE_OF_A_PART : chosen);
  }

  /** The share of the time that the events take up; above 1 when they do not fit into it. */
  private double shareUsed(double seconds, Instant end) {
    Instant start = before(end, seconds);
    Steps steps = new Steps(options, catalog, users, start, Optional.of(end));
    long counted = 0;
    Optional<Visitor> step = steps.next();
    long last = start.toEpochMilli();
    while (step.isPresent() && counted < events) {
      counted += counter.count(step.get());
      last = steps.eventTimeMs(step.get());
      step = steps.next();
    }
    return counted < events
        ? Math.min(10, (double) events / Math.max(1, counted))
        : (last - start.toEpochMilli()) / (seconds * 1_000);
  }

  private static Instant before(Instant end, double seconds) {
    return end.minus(Duration.ofSeconds((long) seconds));
  }
}
