package dev.streamify.sim.model;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.catalog.Catalog;
import dev.streamify.sim.event.EventSource;

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
   * <p>Without a start time this simulates everything once without writing it, to find out where to
   * begin: about a third of the time that the events take later.
   */
  public static EventSource of(SimulationOptions options, EventContract contract) {
    Catalog catalog = Catalog.load();
    int users = options.users().orElseGet(() -> Rehearsal.usersFor(options));
    Rehearsal.Opening opening =
        options
            .startTime()
            .map(start -> new Rehearsal.Opening(start, 0))
            .orElseGet(() -> new Rehearsal(options, contract, catalog, users).opening());
    Steps steps = new Steps(options, catalog, users, opening.startTime(), options.endTime());
    return new SimulatedEvents(steps, contract, options.events(), opening.surplus());
  }
}
