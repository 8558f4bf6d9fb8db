package dev.streamify.sim.event;

/**
 * What was produced of one stream.
 *
 * @param base events, each counted once, the late ones included
 * @param duplicates exact copies, in addition
 * @param malformed corrupted copies, in addition
 * @param late how many of the events were delivered late
 */
public record StreamTruth(long base, long duplicates, long malformed, long late) {
  /** Nothing yet. */
  public static final StreamTruth NONE = new StreamTruth(0, 0, 0, 0);

  /** All records of the stream. */
  public long produced() {
    return base + duplicates + malformed;
  }

  StreamTruth plus(StreamTruth other) {
    return new StreamTruth(
        base + other.base,
        duplicates + other.duplicates,
        malformed + other.malformed,
        late + other.late);
  }
}
