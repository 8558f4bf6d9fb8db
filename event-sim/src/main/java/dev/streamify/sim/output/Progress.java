package dev.streamify.sim.output;

import java.util.OptionalLong;

/** Learns how far producing is; called several times a second, from the producing thread. */
@FunctionalInterface
public interface Progress {
  /** Nobody is interested. */
  Progress NONE = (done, expected) -> {};

  /**
   * So far.
   *
   * @param done records given to the output or found there already
   * @param expected how many there will be, if it is known; may be more than there will be
   */
  void report(long done, OptionalLong expected);
}
