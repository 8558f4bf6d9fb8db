package dev.streamify.sim.event;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sequence of raw events that is the same, byte for byte, each time it is made from the same
 * options. It is read once, from beginning to end, by one thread.
 */
public interface EventSource extends AutoCloseable {

  /**
   * The next record; empty when there is none left.
   *
   * @throws SourceException when the sequence cannot go on, as its file cannot be read
   */
  Optional<RawEvent> next();

  /**
   * How many records there will be in all; empty for a sequence without an end, and an upper bound
   * where a sequence may end early (a simulation that reaches its end time first).
   *
   * @throws SourceException when counting needs a file that cannot be read
   */
  OptionalLong expectedRecords();

  /** Releases what the sequence is read from. */
  @Override
  void close();
}
