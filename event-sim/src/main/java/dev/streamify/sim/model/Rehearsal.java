package dev.streamify.sim.model;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.catalog.Catalog;
import dev.streamify.sim.event.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a simulation end with a given number of events at a given time: it begins early enough for
 * more of them, and the first ones are left out. How many that are is only known when they were
 * counted, so the simulation is rehearsed without writing anything.
 */
final class Rehearsal {
  /** What a user of the standard streams causes, roughly. */
  private static final double EVENTS_PER_USER_AND_DAY = 5.2;

  private static final double PREFERRED_DAYS = 60;
  private static final int FEWEST_USERS = 100;
  private static final int MOST_USERS = 20_000_000;

  /** Users differ, days too: some more time makes it likely that one rehearsal is enough. */
  private static final double RESERVE = 1.15;

  private static final Duration SHORTEST = Duration.ofDays(2);
  private static final int MOST_ATTEMPTS = 40;

  private final SimulationOptions options;
  private final Catalog catalog;
  private final EventWriter counter;
  private final int users;
  private final long wanted;
  private final Instant end;

  /**
   * How to begin.
   *
   * @param startTime when the simulation begins
   * @param surplus how many events are left out at its beginning
   */
  record Opening(Instant startTime, long surplus) {}

  Rehearsal(SimulationOptions options, EventContract contract, Catalog catalog, int users) {
    this.options = options;
    this.catalog = catalog;
    this.counter = new EventWriter(contract);
    this.users = users;
    this.wanted = options.events().orElseThrow();
    this.end = options.endTime().orElseThrow();
  }

  /** As many users as it takes to fill up some two months. */
  static int usersFor(SimulationOptions options) {
    double events = options.events().orElse(0);
    double users = events / (EVENTS_PER_USER_AND_DAY * PREFERRED_DAYS);
    return (int) Math.min(MOST_USERS, Math.max(FEWEST_USERS, users));
  }

  Opening opening() {
    double days = RESERVE * wanted / (EVENTS_PER_USER_AND_DAY * users);
    Duration length = Duration.ofSeconds((long) (days * Duration.ofDays(1).toSeconds()));
    length = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Instant start = end.minus(length);
      long events = count(start);
      if (events >= wanted) {
        return new Opening(start, events - wanted);
      }
      length = Duration.ofSeconds(length.toSeconds() * 5 / 4);
    }
    throw new SourceException(
        "%s users do not make %s events before %s: ask for more users"
            .formatted(users, wanted, end));
  }

  private long count(Instant start) {
    Steps steps = new Steps(options, catalog, users, start, Optional.of(end));
    long events = 0;
    Optional<Visitor> step = steps.next();
    while (step.isPresent()) {
      events += counter.count(step.get());
      step = steps.next();
    }
    return events;
  }
}
