package dev.streamify.sim.model;

import dev.streamify.sim.random.SimRandom;

/**
 * When sessions begin: by day more than by night, on working days more than on free ones. Times are
 * epoch seconds, UTC.
 */
final class Rhythm {
  /** The shortest pause between two sessions of a visitor, seconds. */
  static final long SESSION_GAP = 30 * 60;

  private static final long DAY = 86_400;
  private static final long LOWEST = 3 * 60 * 60;
  private static final double DAY_DAMPING = 0.09375;
  private static final double FREE_DAY_DAMPING = 0.5;

  /** The damping of free days grows and shrinks around midnight over {@link #RAMP} seconds. */
  private static final long RAMP = 360 * 60;

  private static final long RAMP_HALF = 180 * 60;

  private final FreeDays freeDays = new FreeDays();

  /**
   * When the next session begins.
   *
   * @param last the last event before it
   * @param meanPause the visitor's mean pause between sessions, seconds
   */
  long nextSession(long last, double meanPause, SimRandom random) {
    long from = last;
    while (true) {
      long next = warped(from + (long) random.exponential(meanPause) + SESSION_GAP);
      if (next < from) {
        from += SESSION_GAP;
      } else if (isKept(next, random)) {
        return next;
      } else {
        from = next;
      }
    }
  }

  /** When a visitor's first session begins, who comes at {@code start} or was there before. */
  long firstSession(long start, double meanPause, SimRandom random) {
    long earliest = start - (long) meanPause;
    long candidate = nextSession(start - 2 * (long) meanPause, meanPause, random);
    while (candidate < earliest) {
      candidate = nextSession(candidate, meanPause, random);
    }
    return candidate;
  }

  private static long warped(long time) {
    double phase = (Math.floorMod(time, DAY) - LOWEST) * 2 * StrictMath.PI / DAY;
    return time + (long) (DAY_DAMPING * DAY * StrictMath.sin(phase));
  }

  private boolean isKept(long time, SimRandom random) {
    double damping = damping(time);
    return damping <= 0 || random.nextDouble() < 1 - damping;
  }

  /** The probability with which a session is not begun at that time. */
  double damping(long time) {
    long day = Math.floorDiv(time, DAY);
    long sinceMidnight = Math.floorMod(time, DAY);
    long untilMidnight = DAY - sinceMidnight;
    boolean freeBefore = freeDays.contains(day - 1);
    boolean freeAfter = freeDays.contains(day + 1);
    if (freeDays.contains(day)) {
      double before = freeBefore ? 1 : ramp(RAMP_HALF + sinceMidnight);
      double after = freeAfter ? 1 : ramp(RAMP_HALF + untilMidnight);
      return FREE_DAY_DAMPING * Math.min(before, after);
    }
    double before = freeBefore ? ramp(RAMP_HALF - sinceMidnight) : 0;
    double after = freeAfter ? ramp(RAMP_HALF - untilMidnight) : 0;
    return FREE_DAY_DAMPING * Math.max(before, after);
  }

  private static double ramp(long seconds) {
    return Math.max(0, Math.min(1, (double) seconds / RAMP));
  }
}
