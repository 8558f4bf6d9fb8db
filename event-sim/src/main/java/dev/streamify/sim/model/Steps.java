package dev.streamify.sim.model;

import dev.streamify.sim.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The steps of all visitors, in the order in which they happen. */
final class Steps {
  private static final long ARRIVALS_AHEAD = Duration.ofDays(7).toSeconds();

  private final VisitorQueue queue = new VisitorQueue();
  private final Population population;
  private final long start;
  private final long end;
  private final long millis;
  private long arrivedUntil;
  private boolean begun;

  /**
   * Begins before the first step.
   *
   * @param catalog what is drawn from
   * @param users how many there are at the start
   * @param start no step is before it
   * @param end no step is at or after it
   */
  Steps(
      SimulationOptions options, Catalog catalog, int users, Instant start, Optional<Instant> end) {
    World world = new World(catalog);
    this.population = new Population(options, world, users, start);
    this.start = start.getEpochSecond();
    this.millis = start.toEpochMilli() - this.start * 1_000;
    this.end = end.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
    population.settle(queue);
    arrivedUntil =
        options.endTime().map(Instant::getEpochSecond).orElse(this.start + ARRIVALS_AHEAD);
    population.arrive(queue, this.start, arrivedUntil);
  }

  /** The visitor whose step is next, at that step; empty when there is none any more. */
  Optional<Visitor> next() {
    if (begun) {
      goOn();
    }
    begun = true;
    while (!queue.isEmpty() && queue.first().time() <= start) {
      goOn();
    }
    if (queue.isEmpty() || queue.first().time() >= end) {
      begun = false;
      return Optional.empty();
    }
    return Optional.of(queue.first());
  }

  /** When a visitor's step happens, epoch milliseconds. */
  long eventTimeMs(Visitor visitor) {
    return visitor.time() * 1_000 + millis;
  }

  private void goOn() {
    queue.first().advance();
    if (queue.first().isGone()) {
      queue.removeFirst();
    } else {
      queue.firstWentOn();
    }
    while (!queue.isEmpty() && queue.first().time() >= arrivedUntil && arrivedUntil < end) {
      population.arrive(queue, arrivedUntil, arrivedUntil + ARRIVALS_AHEAD);
      arrivedUntil += ARRIVALS_AHEAD;
    }
  }
}
