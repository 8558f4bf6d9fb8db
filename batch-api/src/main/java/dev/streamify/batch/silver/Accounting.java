package dev.streamify.batch.silver;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of each delivery that a run has read.
 *
 * @param rowsRead deliveries read
 * @param inserted deliveries that are in silver because of this run
 * @param duplicates repeated deliveries of an event that silver holds
 * @param collisions other events with the event id of one that silver holds
 * @param alreadyPresent deliveries that silver held before
 * @param notInOutput deliveries whose event id silver lacks: never, unless something is broken
 * @param heldRepeatedly deliveries whose event id silver holds more than once: never, likewise
 */
record Accounting(
    long rowsRead,
    long inserted,
    long duplicates,
    long collisions,
    long alreadyPresent,
    long notInOutput,
    long heldRepeatedly) {

  static final Accounting NOTHING = new Accounting(0, 0, 0, 0, 0, 0, 0);

  /**
   * Reads the result of the accounting query.
   *
   * @param inserted rows that the run's snapshot added
   */
  static Accounting of(Map<String, Object> row, long inserted) {
    return new Accounting(
        number(row, "rows_read"),
        inserted,
        number(row, "duplicates"),
        number(row, "collisions"),
        number(row, "held_deliveries") - inserted,
        number(row, "not_in_output"),
        number(row, "held_repeatedly"));
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }

  /** As metrics of the run. */
  Map<String, Long> metrics() {
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("rows_read", rowsRead);
    metrics.put("rows_inserted", inserted);
    metrics.put("duplicates", duplicates);
    metrics.put("collisions", collisions);
    metrics.put("already_present", alreadyPresent);
    return metrics;
  }

  /** Whether every delivery is accounted for, once. */
  boolean balances() {
    return notInOutput == 0
        && heldRepeatedly == 0
        && alreadyPresent >= 0
        && rowsRead == inserted + duplicates + collisions + alreadyPresent;
  }
}
