package dev.streamify.bench.data;

/**
 * Deliveries of a set of events, in the order of their arrival.
 *
 * @param events the set
 * @param first whether every event of the set arrives for the first time; otherwise all arrived
 *     before
 * @param repeats how many deliveries repeat an earlier one
 */
public record Deliveries(EventSet events, boolean first, int repeats) {
  /** Producers that try again do so soon. */
  private static final int REPEATED_WITHIN = 5_000;

  /** Refuses more repeats than first deliveries, as one is put behind several of these. */
  public Deliveries {
    if (repeats < 0 || (first && repeats > events.size())) {
      throw new IllegalArgumentException(
          "%d repeats do not fit among %d events".formatted(repeats, events.size()));
    }
  }

  /** Every event once, and some of them again. */
  public static Deliveries of(EventSet events, int repeats) {
    return new Deliveries(events, true, repeats);
  }

  /** Some events of a set that was delivered before. */
  public static Deliveries again(EventSet events, int repeats) {
    return new Deliveries(events, false, repeats);
  }

  /** All deliveries. */
  public int rows() {
    return newEvents() + repeats;
  }

  /** Events that no delivery had before. */
  public int newEvents() {
    return first ? events.size() : 0;
  }

  /** The number of the event that a delivery, from 0, carries. */
  int eventOf(int row) {
    if (!first) {
      return Mix.below(row, events.size());
    }
    int period = repeats == 0 ? Integer.MAX_VALUE : rows() / repeats;
    int repeatsBefore = Math.min(repeats, row / period);
    int known = row - repeatsBefore;
    boolean repeat = repeatsBefore < repeats && row % period == period - 1;
    return repeat ? known - 1 - Mix.below(row, Math.min(known, REPEATED_WITHIN)) : known;
  }
}
