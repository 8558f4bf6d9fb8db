package dev.streamify.bench.chaos;

import java.util.Map;

/**
 * Whether each raw record of a moment is in bronze or a dead letter. Rows are counted by the
 * tables' summaries first, for that costs nothing; records one by one only when there are enough
 * rows: newer ones of other sinks would else stand for those of a sink that is stuck.
 */
final class CaughtUp {
  private final Ledger ledger;
  private Map<String, Map<Integer, Long>> mark = Map.of();
  private long records;
  private long rows;
  private long missing = -1;
  private long sinceNanos;

  /** The moment is that of the first question that is answered. */
  CaughtUp(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Asks once; throws while what has to be asked is away. */
  boolean yes() {
    if (mark.isEmpty()) {
      mark = ledger.mark();
      records =
          mark.values().stream()
              .flatMap(ends -> ends.values().stream())
              .mapToLong(Long::longValue)
              .sum();
    }
    sinceNanos = System.nanoTime();
    rows = ledger.landed();
    if (rows < records) {
      return false;
    }
    missing = ledger.notArrived(mark);
    return missing == 0;
  }

  /** {@link System#nanoTime()} of the last question, which counting came after. */
  long sinceNanos() {
    return sinceNanos;
  }

  /** What was seen last, in words. */
  String answer() {
    return missing < 0
        ? "%,d of %,d records are in bronze".formatted(rows, records)
        : "%,d of %,d records are neither in bronze nor dead letters".formatted(missing, records);
  }
}
