package dev.streamify.batch.silver;

import dev.streamify.batch.quality.Audited;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of each delivery that a run has read.
 *
 * @param rowsRead deliveries read
 * @param inserted deliveries that are in silver because of this run
 * @param duplicates repeated deliveries of an event that silver holds
 * @param collisions other events with the event id of one that silver holds
 * @param alreadyPresent deliveries that silver held before, or that were read twice
 * @param doubledDeliveries those of them that bronze must hold twice: in a run that read what was
 *     appended. Whole dates repeat what earlier runs read
 */
record Accounting(
    long rowsRead,
    long inserted,
    long duplicates,
    long collisions,
    long alreadyPresent,
    long doubledDeliveries) {

  static final Accounting NOTHING = new Accounting(0, 0, 0, 0, 0, 0);

  /** Aggregates that count the outcomes of a run's deliveries, by name. */
  static Map<String, String> counts() {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("rows_read", "count(*)");
    for (String outcome : new String[] {"inserted", "duplicate", "collision", "present"}) {
      counts.put(outcome, "count_if(outcome = '%s')".formatted(outcome));
    }
    return counts;
  }

  /**
   * Of what was counted.
   *
   * @param appended whether nothing was read that a run has read before
   */
  static Accounting of(Map<String, Object> counted, boolean appended) {
    long present = number(counted, "present");
    return new Accounting(
        number(counted, "rows_read"),
        number(counted, "inserted"),
        number(counted, "duplicate"),
        number(counted, "collision"),
        present,
        appended ? present : 0);
  }

  private static long number(Map<String, Object> counted, String name) {
    return ((Number) counted.get(name)).longValue();
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

  /**
   * Whether bronze's files and silver's snapshot tell the same as the statement counted.
   *
   * @param listed rows that the input's manifests list, if they tell
   * @param added rows that the output's snapshot added
   */
  Audited.Balance balance(Optional<Long> listed, long added) {
    long accounted = added + duplicates + collisions + alreadyPresent;
    long expected = listed.orElse(rowsRead);
    return new Audited.Balance(
        accounted == expected,
        "rows in bronze's files = added to silver + duplicates + collisions + already present",
        "%d = %d + %d + %d + %d"
            .formatted(expected, added, duplicates, collisions, alreadyPresent));
  }
}
