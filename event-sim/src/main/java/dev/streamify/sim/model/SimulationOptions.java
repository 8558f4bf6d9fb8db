package dev.streamify.sim.model;

import dev.streamify.sim.event.SourceException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What to simulate. The same options give the same bytes.
 *
 * @param seed of everything that is drawn
 * @param events how many events there are, over all streams of the contract; empty for as many as
 *     happen until {@code endTime}
 * @param users how many users there are at the start; empty for as many as fit to the number of
 *     events
 * @param growthRate by how much the number of users grows in a year: 1 doubles it
 * @param startTime when the simulation begins; empty for the last events before {@code endTime}, so
 *     that it follows from their number
 * @param endTime no event is later; empty for a simulation that ends with its number of events, or
 *     never
 * @param firstUserId number of the first user; the others follow
 * @param tag written into every event of a known user
 */
public record SimulationOptions(
    long seed,
    OptionalLong events,
    OptionalInt users,
    double growthRate,
    Optional<Instant> startTime,
    Optional<Instant> endTime,
    long firstUserId,
    Optional<String> tag) {
  /** The growth that the reference figures of real runs were taken with. */
  public static final double DEFAULT_GROWTH_RATE = 2;

  /** Refuses what cannot be simulated, in one line. */
  public SimulationOptions {
    require(events.orElse(1) >= 1, "the number of events must be from 1, not " + events.orElse(1));
    require(users.orElse(1) >= 1, "the number of users must be from 1, not " + users.orElse(1));
    require(
        growthRate >= 0 && growthRate <= 1_000,
        "the growth rate must be from 0 to 1000, not " + growthRate);
    require(firstUserId >= 0, "the first user's id must be from 0, not " + firstUserId);
    require(
        startTime.isPresent() || (events.isPresent() && endTime.isPresent()),
        "a simulation needs a start time, or a number of events and the time they end at");
    if (startTime.isPresent() && endTime.isPresent()) {
      require(
          startTime.get().isBefore(endTime.get()),
          "the start time %s is not before the end time %s"
              .formatted(startTime.get(), endTime.get()));
    }
  }

  /**
   * The last that many events before {@code endTime}: as many users as it takes for them to fill up
   * to some two months.
   */
  public static SimulationOptions endingAt(Instant endTime, long events, long seed) {
    return new SimulationOptions(
        seed,
        OptionalLong.of(events),
        OptionalInt.empty(),
        DEFAULT_GROWTH_RATE,
        Optional.empty(),
        Optional.of(endTime),
        1,
        Optional.empty());
  }

  /** Everything that happens from {@code startTime} to {@code endTime}. */
  public static SimulationOptions between(
      Instant startTime, Instant endTime, int users, long seed) {
    return new SimulationOptions(
        seed,
        OptionalLong.empty(),
        OptionalInt.of(users),
        DEFAULT_GROWTH_RATE,
        Optional.of(startTime),
        Optional.of(endTime),
        1,
        Optional.empty());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new SourceException(message);
    }
  }
}
