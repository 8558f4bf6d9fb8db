package dev.streamify.sim.random;

/**
 * Random numbers that are the same on every JDK: SplitMix64 and strict mathematics. The JDK's own
 * generators may change how they derive bounded and floating-point values; these may not. For one
 * thread.
 */
public final class SimRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private SimRandom(long state) {
    this.state = state;
  }

  /**
   * The numbers of one purpose of one seed: purposes are independent of each other.
   *
   * @param seed the user's seed
   * @param purpose what the numbers are for
   */
  public static SimRandom of(long seed, long purpose) {
    return new SimRandom(mix(mix(seed) ^ (purpose * GOLDEN_GAMMA + 1)));
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A number from 0 up to, but not including, 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * A number from 0 up to, but not including, {@code bound}.
   *
   * @param bound above 0
   */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 33) * bound) >>> 31);
  }

  /** True with probability {@code p}. */
  public boolean chance(double p) {
    return nextDouble() < p;
  }

  /** Exponentially distributed with that mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - nextDouble());
  }

  /** Log-normally distributed with mean 1 and sigma 1. */
  public double logNormal() {
    return StrictMath.exp(gaussian() - 0.5);
  }

  /** Between {@code low} and {@code high}, each order of magnitude as likely as another. */
  public double logUniform(double low, double high) {
    return low * StrictMath.exp(nextDouble() * StrictMath.log(high / low));
  }

  private double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
