package dev.streamify.bench.data;

/** Numbers that look random and are the same in every run. */
final class Mix {
  private Mix() {}

  /** The finalizer of SplitMix64. */
  static long of(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to below the bound. */
  static int below(long value, int bound) {
    return (int) Long.remainderUnsigned(of(value), bound);
  }
}
