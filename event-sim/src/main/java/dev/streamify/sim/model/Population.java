package dev.streamify.sim.model;

import dev.streamify.sim.catalog.Person;
import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.wire.Encoded;
import dev.streamify.sim.wire.JsonText;
import java.time.Duration;
import java.time.Instant;

/**
 * Who visits: those who are there at the start, and those who come later. Each visitor has random
 * numbers of their own, so nobody's behaviour depends on how many others there are.
 */
final class Population {
  private static final double MEAN_STEP = 90;
  private static final double MEAN_PAUSE = Duration.ofDays(7).toSeconds();
  private static final double YEAR = 86_400 * 365.25;
  private static final double FREE_SHARE = 10.0 / 12;
  private static final double LOGGED_IN_SHARE = 10.0 / 11;
  private static final String FREE = "free";

  private final SimulationOptions options;
  private final World world;
  private final Instant start;
  private final SimRandom arrivals;
  private long users;
  private long nextArrival;

  Population(SimulationOptions options, World world, int initialUsers, Instant start) {
    this.options = options;
    this.world = world;
    this.start = start;
    this.arrivals = SimRandom.of(options.seed(), 0);
    this.nextArrival = start.getEpochSecond();
    this.users = initialUsers;
  }

  /** Adds those who are there at the start. */
  void settle(VisitorQueue queue) {
    for (long user = 0; user < users; user++) {
      SimRandom random = random(user);
      double age = Math.min(random.exponential(options.growthRate() * YEAR), 5 * YEAR);
      long registration = start.getEpochSecond() - (long) age;
      String level = random.chance(FREE_SHARE) ? FREE : "paid";
      String auth = random.chance(LOGGED_IN_SHARE) ? "Logged In" : "Logged Out";
      queue.add(visitor(user, random, registration, start.getEpochSecond(), auth, level));
    }
    scheduleArrival();
  }

  /**
   * Adds those who come until then.
   *
   * @param from their events before are not seen any more, epoch seconds
   * @param until epoch seconds
   */
  void arrive(VisitorQueue queue, long from, long until) {
    while (options.growthRate() > 0 && nextArrival < until) {
      long arrival = nextArrival;
      Visitor visitor = visitor(users, random(users), arrival, arrival, "Guest", FREE);
      users++;
      while (visitor.time() < from && !visitor.isGone()) {
        visitor.advance();
      }
      if (!visitor.isGone()) {
        queue.add(visitor);
      }
      scheduleArrival();
    }
  }

  private void scheduleArrival() {
    if (options.growthRate() > 0) {
      nextArrival += (long) arrivals.exponential(YEAR / (users * options.growthRate()));
    }
  }

  private SimRandom random(long user) {
    return SimRandom.of(options.seed(), user + 1);
  }

  private Visitor visitor(
      long number, SimRandom random, long registration, long from, String auth, String level) {
    Visitor.Traits traits =
        new Visitor.Traits(
            MEAN_STEP * random.logNormal(),
            MEAN_PAUSE * random.logNormal(),
            world.catalog().device(random).json(),
            user(number, world.catalog().person(random), registration));
    return new Visitor(world, random, traits, from, world.states().first(auth, level, random));
  }

  /** {@code ,"userId":…,"lastName":…,"firstName":…,"gender":…,"registration":…}, then the tag. */
  private Encoded user(long number, Person person, long registration) {
    long registrationMs = registration * 1_000 + start.toEpochMilli() % 1_000;
    String json =
        String.join(
            ",",
            JsonText.member("userId", options.firstUserId() + number),
            person.json(),
            JsonText.member("registration", registrationMs));
    String tag = options.tag().map(value -> "," + JsonText.member("tag", value)).orElse("");
    return Encoded.of("," + json + tag);
  }
}
