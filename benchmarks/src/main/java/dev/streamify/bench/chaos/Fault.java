package dev.streamify.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Something that goes wrong.
 *
 * @param kind what
 * @param member of which process; or the catalogue, or the warehouse
 * @param after how long after everything was well again
 * @param lasts until the process is started again, or runs on
 */
public record Fault(Kind kind, String member, Duration after, Duration lasts) {

  /** What can go wrong. */
  public enum Kind {
    /** {@code kill -9}. */
    KILL,
    /** SIGSTOP, longer than any session lasts, then SIGCONT: it does not know that time passed. */
    FREEZE,
    /** All connections to the catalogue break; commits are applied whose answers nobody gets. */
    CATALOG_CUT,
    /** The catalogue does what it is asked to, and for a while nobody gets its answers. */
    CATALOG_ANSWERS_LOST,
    /** The catalogue is away. */
    CATALOG_AWAY,
    /** No file of a table can be read or written, as when storage is away. */
    WAREHOUSE_AWAY
  }

  /**
   * Random faults, all kinds of all processes before any comes again.
   *
   * @param seed the same faults for the same seed
   * @param kinds of which kinds; at least one
   */
  static List<Fault> plan(long seed, int count, Set<Kind> kinds, List<String> members) {
    Random random = new Random(seed);
    List<Fault> plan = new ArrayList<>();
    while (plan.size() < count) {
      List<Fault> round = new ArrayList<>();
      for (String member : members) {
        round.add(of(Kind.KILL, member, random, 500, 4_000));
        round.add(of(Kind.FREEZE, member, random, 12_000, 6_000));
      }
      round.add(of(Kind.CATALOG_CUT, "catalog", random, 0, 1));
      round.add(of(Kind.CATALOG_CUT, "catalog", random, 0, 1));
      // As long as a commit interval of the sinks: one of them at least commits meanwhile.
      round.add(of(Kind.CATALOG_ANSWERS_LOST, "catalog", random, 6_000, 4_000));
      round.add(of(Kind.CATALOG_ANSWERS_LOST, "catalog", random, 6_000, 4_000));
      round.add(of(Kind.CATALOG_AWAY, "catalog", random, 3_000, 12_000));
      round.add(of(Kind.WAREHOUSE_AWAY, "warehouse", random, 3_000, 12_000));
      round.removeIf(fault -> !kinds.contains(fault.kind()));
      Collections.shuffle(round, random);
      plan.addAll(round);
    }
    return List.copyOf(plan.subList(0, count));
  }

  private static Fault of(Kind kind, String member, Random random, int leastMs, int rangeMs) {
    return new Fault(
        kind,
        member,
        // Anywhere in a commit interval of the sinks.
        Duration.ofMillis(500 + random.nextInt(6_000)),
        Duration.ofMillis(leastMs + random.nextInt(rangeMs)));
  }

  String text() {
    return "%s of %s for %,d ms".formatted(kind, member, lasts.toMillis());
  }
}
