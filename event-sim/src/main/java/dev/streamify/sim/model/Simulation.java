package dev.streamify.sim.model;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.catalog.Catalog;
import dev.streamify.sim.event.EventSource;
import java.time.Instant;
import java.util.Optional;

/**
 * Eventsim's visitors of a music site, simulated. Entry point of the package.
 *
 * <p>Every visitor walks through the states of {@code state-machine.txt}; what a step is written as
 * follows from the format of each stream.
 */
public final class Simulation {
  private Simulation() {}

  /**
   * The events of a simulation, of the streams that the contract has.
   *
   * <p>Without a start time the simulation is rehearsed first, to find the one with which its
   * events end in time; that start depends on nothing but the options.
   */
  public static EventSource of(SimulationOptions options, EventContract contract) {
    Catalog catalog = Catalog.load();
    int users = users(options);
    Instant start = startTime(options, contract, catalog, users);
    // A start that was found is not exact enough to cut off the last event by the clock.
    Optional<Instant> end = options.startTime().flatMap(given -> options.endTime());
    Steps steps = new Steps(options, catalog, users, start, end);
    return new SimulatedEvents(steps, contract, options.events());
  }

  /** When the simulation of these options begins; no event is earlier. */
  public static Instant startTime(SimulationOptions options, EventContract contract) {
    return startTime(options, contract, Catalog.load(), users(options));
  }

  private static Instant startTime(
      SimulationOptions options, EventContract contract, Catalog catalog, int users) {
    return options
        .startTime()
        .orElseGet(() -> new Rehearsal(options, contract, catalog, users).startTime());
  }

  private static int users(SimulationOptions options) {
    return options.users().orElseGet(() -> Rehearsal.usersFor(options));
  }
}
