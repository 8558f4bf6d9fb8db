package dev.streamify.sim.model;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/** A simulation as a sequence of events. */
final class SimulatedEvents implements EventSource {
  private final Steps steps;
  private final EventWriter writer;
  private final OptionalLong limit;
  private final Queue<RawEvent> ready = new ArrayDeque<>();
  private long surplus;
  private long given;

  SimulatedEvents(Steps steps, EventContract contract, OptionalLong limit, long surplus) {
    this.steps = steps;
    this.writer = new EventWriter(contract);
    this.limit = limit;
    this.surplus = surplus;
  }

  @Override
  public Optional<RawEvent> next() {
    if (limit.isPresent() && given == limit.getAsLong()) {
      return Optional.empty();
    }
    while (ready.isEmpty()) {
      Optional<Visitor> step = steps.next();
      if (step.isEmpty()) {
        return Optional.empty();
      }
      take(step.get());
    }
    given++;
    return Optional.of(ready.remove());
  }

  private void take(Visitor step) {
    int count = writer.count(step);
    if (count <= surplus) {
      surplus -= count;
      return;
    }
    writer.write(step, steps.eventTimeMs(step), ready);
    for (; surplus > 0; surplus--) {
      ready.remove();
    }
  }

  @Override
  public OptionalLong expectedRecords() {
    return limit;
  }

  @Override
  public void close() {
    ready.clear();
  }
}
