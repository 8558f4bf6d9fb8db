package dev.streamify.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Something that goes wrong.
 *
 * @param kind what
 * @param member of which process; or the catalogue, or what holds the tables' files
 * @param after how long after everything was well again
 * @param lasts until the process is started again, or runs on, or is as it was
 * @param clockOff how far the process's clock is off meanwhile; zero when it is right
 */
public record Fault(Kind kind, String member, Duration after, Duration lasts, Duration clockOff) {

  /** What can go wrong. */
  public enum Kind {
    /** {@code kill -9}. */
    KILL,
    /** SIGSTOP, longer than any session lasts, then SIGCONT: it does not know that time passed. */
    FREEZE,
    /** Killed, and started with a clock that is minutes off; later killed, and the clock right. */
    CLOCK_SKEW,
    /** All connections to the catalogue break; commits are applied whose answers nobody gets. */
    CATALOG_CUT,
    /** The catalogue does what it is asked to, and for a while nobody gets its answers. */
    CATALOG_ANSWERS_LOST,
    /** The catalogue is away. */
    CATALOG_AWAY,
    /** No file of a table can be read or written, as when storage is away. */
    WAREHOUSE_AWAY,
    /** Files can be read and none can grow: ENOSPC. */
    DISK_FULL,
    /** S3 refuses most requests: 503 SlowDown, 500 InternalError. */
    S3_ERRORS,
    /** S3 takes up to seconds for each request. */
    S3_LATENCY,
    /** S3's answers break off in the middle, and those to writes do not come at all. */
    S3_TRUNCATION;

    /** Those that only S3 has. */
    static final Set<Kind> OF_S3 = EnumSet.of(S3_ERRORS, S3_LATENCY, S3_TRUNCATION);
  }

  /** Processes that look at their clock, and whose clock is not also that of the broker's log. */
  private static final Set<String> CLOCKS =
      Set.of("enrich-streams", "connect-1", "connect-2", "batch-api");

  /**
   * Random faults, all kinds of all processes before any comes again.
   *
   * @param seed the same faults in the same order for the same seed, less those of other kinds
   * @param kinds of which kinds; at least one that there are members for
   */
  static List<Fault> plan(long seed, int count, Set<Kind> kinds, List<String> members) {
    Random random = new Random(seed);
    List<Fault> plan = new ArrayList<>();
    while (plan.size() < count) {
      List<Fault> round = new ArrayList<>();
      for (String member : members) {
        round.add(of(Kind.KILL, member, random, 500, 4_000));
        round.add(of(Kind.FREEZE, member, random, 12_000, 6_000));
        if (CLOCKS.contains(member)) {
          round.add(skew(member, random));
        }
      }
      round.add(of(Kind.CATALOG_CUT, "catalog", random, 0, 1));
      round.add(of(Kind.CATALOG_CUT, "catalog", random, 0, 1));
      // As long as a commit interval of the sinks: one of them at least commits meanwhile.
      round.add(of(Kind.CATALOG_ANSWERS_LOST, "catalog", random, 6_000, 4_000));
      round.add(of(Kind.CATALOG_ANSWERS_LOST, "catalog", random, 6_000, 4_000));
      round.add(of(Kind.CATALOG_AWAY, "catalog", random, 3_000, 12_000));
      round.add(of(Kind.WAREHOUSE_AWAY, "warehouse", random, 3_000, 12_000));
      for (Kind kind : List.of(Kind.DISK_FULL, Kind.S3_ERRORS, Kind.S3_TRUNCATION)) {
        round.add(of(kind, "warehouse", random, 6_000, 10_000));
        round.add(of(kind, "warehouse", random, 6_000, 10_000));
      }
      round.add(of(Kind.S3_LATENCY, "warehouse", random, 10_000, 15_000));
      Collections.shuffle(round, random);
      // Not before: what is left out must not change the rest.
      round.removeIf(fault -> !kinds.contains(fault.kind()));
      if (round.isEmpty()) {
        throw new IllegalArgumentException("no member can suffer " + kinds);
      }
      plan.addAll(round);
    }
    return List.copyOf(plan.subList(0, count));
  }

  private static Fault skew(String member, Random random) {
    Fault fault = of(Kind.CLOCK_SKEW, member, random, 25_000, 15_000);
    long seconds = (random.nextBoolean() ? 1 : -1) * (120L + random.nextInt(480));
    return new Fault(
        fault.kind(), member, fault.after(), fault.lasts(), Duration.ofSeconds(seconds));
  }

  private static Fault of(Kind kind, String member, Random random, int leastMs, int rangeMs) {
    return new Fault(
        kind,
        member,
        // Anywhere in a commit interval of the sinks.
        Duration.ofMillis(500 + random.nextInt(6_000)),
        Duration.ofMillis(leastMs + random.nextInt(rangeMs)),
        Duration.ZERO);
  }

  String text() {
    String text = "%s of %s for %,d ms".formatted(kind, member, lasts.toMillis());
    return clockOff.isZero() ? text : text + ", clock %+d s".formatted(clockOff.toSeconds());
  }
}
