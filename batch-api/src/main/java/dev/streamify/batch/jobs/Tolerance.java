package dev.streamify.batch.jobs;

import java.math.BigDecimal;

/**
 * How much of a rule may be broken.
 *
 * @param maxShare share of the rows that may, from 0 to 1
 * @param minRows with fewer rows than these a share says nothing, and nothing is asked
 */
public record Tolerance(BigDecimal maxShare, long minRows) {
  /** Nothing may. */
  public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO, 0);

  /** Refuses what is no share. */
  public Tolerance {
    if (maxShare.signum() < 0 || maxShare.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "max_share %s is not between 0 and 1".formatted(maxShare.toPlainString()));
    }
  }

  /** Whether so many broken ones of so many rows may be. */
  public boolean allows(long broken, long rows) {
    return rows < minRows
        || BigDecimal.valueOf(broken).compareTo(maxShare.multiply(BigDecimal.valueOf(rows))) <= 0;
  }

  /** For people. */
  public String text() {
    if (maxShare.signum() == 0) {
      return "none";
    }
    String share = maxShare.movePointRight(2).stripTrailingZeros().toPlainString();
    return minRows == 0
        ? "at most %s %%".formatted(share)
        : "at most %s %% of %d or more".formatted(share, minRows);
  }
}
