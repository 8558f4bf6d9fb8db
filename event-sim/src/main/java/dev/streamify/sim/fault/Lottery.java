package dev.streamify.sim.fault;

import dev.streamify.sim.random.SimRandom;
import java.util.OptionalLong;

/**
 * Picks a share of a sequence of known length: exactly the rounded number, each member with the
 * same probability. A sequence of unknown length is taken in blocks, and what a block's rounding
 * leaves over goes to the next one. For one thread.
 */
final class Lottery {
  private static final long BLOCK = 10_000;

  private final double share;
  private final SimRandom random;
  private long left;
  private long winnersLeft;
  private double carried;

  Lottery(double share, OptionalLong length, SimRandom random) {
    this.share = share;
    this.random = random;
    length.ifPresent(this::begin);
  }

  private void begin(long members) {
    double exact = share * members + carried;
    winnersLeft = Math.min(members, Math.round(exact));
    carried = exact - winnersLeft;
    left = members;
  }

  /** Whether the next member of the sequence is picked. */
  boolean draw() {
    if (share == 0) {
      return false;
    }
    if (left == 0) {
      begin(BLOCK);
    }
    boolean wins = random.nextDouble() * left < winnersLeft;
    left--;
    winnersLeft -= wins ? 1 : 0;
    return wins;
  }

  /** How many members of a sequence of that length are picked. */
  static long winners(double share, long length) {
    return Math.min(length, Math.round(share * length));
  }
}
