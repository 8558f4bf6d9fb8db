package dev.streamify.sim.fault;

import dev.streamify.sim.event.SourceException;

/**
 * How much goes wrong, each as a share of the undisturbed events from 0 to 1.
 *
 * @param duplicates events that are delivered once more
 * @param malformed corrupted copies that are delivered in addition
 * @param late events that are held back and delivered later
 * @param seed which events are hit, and how
 */
public record FaultShares(double duplicates, double malformed, double late, long seed) {

  /** Refuses what is no share, in one line. */
  public FaultShares {
    requireShare("duplicates", duplicates);
    requireShare("malformed", malformed);
    requireShare("late", late);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new SourceException(
          "%s %s is no share: give a number from 0 to 1, such as 0.02".formatted(name, share));
    }
  }

  /** Whether anything goes wrong. */
  boolean isNone() {
    return duplicates == 0 && malformed == 0 && late == 0;
  }
}
