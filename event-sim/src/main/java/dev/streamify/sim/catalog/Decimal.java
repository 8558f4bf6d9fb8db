package dev.streamify.sim.catalog;

import java.math.BigDecimal;

/** Decimal numbers as whole multiples: how a JDK prints a double is not the same in all of them. */
final class Decimal {
  private Decimal() {}

  /** The number {@code unscaled / 10^scale} as JSON, with at least one digit behind the point. */
  static String of(long unscaled, int scale) {
    BigDecimal number = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
    return (number.scale() < 1 ? number.setScale(1) : number).toPlainString();
  }
}
