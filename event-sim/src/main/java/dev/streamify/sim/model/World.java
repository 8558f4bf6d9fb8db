package dev.streamify.sim.model;

import dev.streamify.sim.catalog.Catalog;

/** What all visitors of a simulation share. */
final class World {
  private final Catalog catalog;
  private final StateMachine states = StateMachine.load();
  private final Rhythm rhythm = new Rhythm();
  private long lastSession;

  World(Catalog catalog) {
    this.catalog = catalog;
  }

  Catalog catalog() {
    return catalog;
  }

  StateMachine states() {
    return states;
  }

  Rhythm rhythm() {
    return rhythm;
  }

  long newSession() {
    lastSession++;
    return lastSession;
  }
}
