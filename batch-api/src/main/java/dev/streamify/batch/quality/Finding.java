package dev.streamify.batch.quality;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an auditor found. */
sealed interface Finding {
  /**
   * Counts.
   *
   * @param broken how many do not hold
   * @param rows of how many
   * @param of what was counted
   * @param sample some of the broken ones; asked for only when they are too many
   */
  record Counted(long broken, long rows, String of, Supplier<List<Map<String, Object>>> sample)
      implements Finding {}

  /**
   * A verdict.
   *
   * @param holds whether it holds
   * @param expected what was asked
   * @param observed what was found
   */
  record Judged(boolean holds, String expected, String observed) implements Finding {}

  /**
   * There was nothing to look at.
   *
   * @param why why not
   */
  record Nothing(String why) implements Finding {}

  static Counted counted(long broken, long rows, String of) {
    return new Counted(broken, rows, of, List::of);
  }
}
