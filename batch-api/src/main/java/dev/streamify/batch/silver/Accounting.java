package dev.streamify.batch.silver;

import dev.streamify.batch.quality.Audited;
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
 * @param doubledDeliveries deliveries that bronze holds twice: never, likewise. Told only of runs
 *     that read what was appended; whole dates repeat what earlier runs read
 */
record Accounting(
    long rowsRead,
    long inserted,
    long duplicates,
    long collisions,
    long alreadyPresent,
    long notInOutput,
    long heldRepeatedly,
    long doubledDeliveries) {

  static final Accounting NOTHING = new Accounting(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Reads the result of the accounting query.
   *
   * @param inserted rows that the run's snapshot added
   * @param appended whether nothing was read that a run has read before
   */
  static Accounting of(Map<String, Object> row, long inserted, boolean appended) {
    long present = number(row, "held_deliveries") - inserted;
    return new Accounting(
        number(row, "rows_read"),
        inserted,
        number(row, "duplicates"),
        number(row, "collisions"),
        present,
        number(row, "not_in_output"),
        number(row, "held_repeatedly"),
        appended ? present : 0);
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
    metrics.put("doubled_deliveries", doubledDeliveries);
    return metrics;
  }

  /** Whether every delivery is accounted for, once. */
  Audited.Balance balance() {
    boolean holds =
        notInOutput == 0
            && heldRepeatedly == 0
            && alreadyPresent >= 0
            && rowsRead == inserted + duplicates + collisions + alreadyPresent;
    return new Audited.Balance(
        holds,
        "rows read = inserted + duplicates + collisions + already present, each id in silver once",
        "%d = %d + %d + %d + %d, %d not in silver, %d there repeatedly"
            .formatted(
                rowsRead,
                inserted,
                duplicates,
                collisions,
                alreadyPresent,
                notInOutput,
                heldRepeatedly));
  }
}
