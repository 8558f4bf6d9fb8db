package dev.streamify.sim.random;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Draws things with probabilities in proportion to their weights.
 *
 * @param <T> what is drawn
 */
public final class WeightedChoice<T> {
  private final List<T> things;
  private final double[] cumulated;

  private WeightedChoice(List<T> things, double[] cumulated) {
    this.things = things;
    this.cumulated = cumulated;
  }

  /**
   * A choice of at least one thing.
   *
   * @param weight a thing's weight, not negative
   */
  public static <T> WeightedChoice<T> of(List<T> things, ToDoubleFunction<T> weight) {
    double[] cumulated = new double[things.size()];
    double sum = 0;
    for (int i = 0; i < cumulated.length; i++) {
      sum += weight.applyAsDouble(things.get(i));
      cumulated[i] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("nothing to choose from: the weights sum up to " + sum);
    }
    return new WeightedChoice<>(List.copyOf(things), cumulated);
  }

  /** The same choice of what the things stand for. */
  public <R> WeightedChoice<R> map(Function<T, R> meaning) {
    return new WeightedChoice<>(things.stream().map(meaning).toList(), cumulated);
  }

  /** The next thing drawn. */
  public T next(SimRandom random) {
    double key = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, key);
    int index = found >= 0 ? found + 1 : -found - 1;
    return things.get(Math.min(index, cumulated.length - 1));
  }
}
